package io.omnichannel.messaging.switching;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the customer gets first on the new channel.
 *
 * @param words of the timeline's entry; empty for a call, and where there is nothing to be said
 * @param details of that entry
 * @param parts rows of the outbox: {@code position}, {@code id}, {@code payload}
 */
record FirstMessage(String words, Map<String, Object> details, List<Map<String, Object>> parts) {

    private static final int SUBJECT_LENGTH = 70;

    static FirstMessage of(SwitchTask task) {
        if (task.channel() == Channel.VOICE) {
            Map<String, Object> call =
                    Map.of("opening", opening(task), "tries", task.wish().tries());
            return new FirstMessage("", Map.of(), List.of(row(0, call)));
        }
        String words = words(task);
        if (words.isBlank()) {
            return new FirstMessage("", Map.of(), List.of());
        }
        Map<String, Object> carried = Map.of("reason", task.wish().reason());
        return task.channel() == Channel.EMAIL
                ? new FirstMessage(words, carried, List.of(row(0, Map.of("text", words, "subject", subject(words)))))
                : text(task.channel(), words, carried);
    }

    private static FirstMessage text(Channel channel, String words, Map<String, Object> carried) {
        List<SmsText> texts = SmsText.parts(words);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SmsText part : texts) {
            rows.add(row(rows.size(), Map.of("body", part.text(), "part", rows.size())));
        }
        Map<String, Object> details = new LinkedHashMap<>(carried);
        if (channel == Channel.SMS) {
            boolean ucs2 = texts.stream().anyMatch(text -> text.encoding() == SmsText.Encoding.UCS_2);
            details.put("segments", texts.stream().mapToInt(SmsText::segments).sum());
            details.put("encoding", ucs2 ? "UCS-2" : "GSM-7");
        }
        return new FirstMessage(words, details, rows);
    }

    /** What was asked for is sent as it is; what comes unasked says why it comes. */
    private static String words(SwitchTask task) {
        Phrases phrases = Phrases.in(task.known().locale());
        String carry = task.carry().strip();
        return switch (task.wish().by()) {
            case OPERATOR -> "";
            case CUSTOMER, AGENT -> carry.isEmpty() ? phrases.text(Phrase.SWITCHED_HERE) : carry;
            case RULE -> byRule(task, phrases, carry);
        };
    }

    private static String byRule(SwitchTask task, Phrases phrases, String carry) {
        Phrase lead =
                switch (task.wish().reason()) {
                    case "call_dropped" -> Phrase.CALL_DROPPED;
                    case "voice_down" -> carry.isEmpty() ? Phrase.VOICE_DOWN : Phrase.CALL_DROPPED;
                    case "call_unanswered" -> Phrase.CALL_UNANSWERED;
                    case "nobody_answered" -> Phrase.NOBODY_ANSWERED;
                    case "call_machine" -> Phrase.CALL_MACHINE;
                    default -> null;
                };
        return lead == null ? carry : task.known().settings().filled(phrases.text(lead, "words", carry));
    }

    private static String opening(SwitchTask task) {
        SwitchWish wish = task.wish();
        boolean asked = wish.by() == SwitchWish.By.CUSTOMER || wish.reason().equals("call_again");
        return task.known()
                .settings()
                .filled(Phrases.in(task.known().settings().locale())
                        .text(asked ? Phrase.CALLING_BACK : Phrase.CALLING));
    }

    private static String subject(String words) {
        String line = words.lines().findFirst().orElse("").strip();
        if (line.length() <= SUBJECT_LENGTH) {
            return line;
        }
        int end = line.lastIndexOf(' ', SUBJECT_LENGTH);
        // Never in the middle of an emoji.
        return line.substring(0, end > 0 ? end : line.offsetByCodePoints(0, SUBJECT_LENGTH / 2)) + "…";
    }

    private static Map<String, Object> row(int position, Map<String, Object> payload) {
        return Map.of("position", position, "id", Uuid7.next(), "payload", payload);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "FirstMessage[" + parts.size() + " parts]";
    }
}
