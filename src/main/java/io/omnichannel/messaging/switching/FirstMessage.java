package io.omnichannel.messaging.switching;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.email.MailSubject;
import io.omnichannel.messaging.outbox.OutboxRow;
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
 * @param parts what is sent of it
 */
record FirstMessage(String words, Map<String, Object> details, List<OutboxRow> parts) {

    static FirstMessage of(SwitchTask task) {
        if (task.channel() == Channel.VOICE) {
            Map<String, Object> call =
                    Map.of("opening", opening(task), "tries", task.wish().tries());
            return new FirstMessage("", Map.of(), List.of(OutboxRow.of(0, call)));
        }
        String words = words(task);
        if (words.isBlank()) {
            return new FirstMessage("", Map.of(), List.of());
        }
        Map<String, Object> carried = Map.of("reason", task.wish().reason());
        return task.channel() == Channel.EMAIL
                ? new FirstMessage(
                        words,
                        carried,
                        List.of(OutboxRow.of(0, Map.of("text", words, "subject", MailSubject.of(words)))))
                : text(task.channel(), words, carried);
    }

    private static FirstMessage text(Channel channel, String words, Map<String, Object> carried) {
        List<OutboxRow> rows = new ArrayList<>();
        for (String part : SmsText.cut(words)) {
            rows.add(OutboxRow.of(rows.size(), Map.of("body", part, "part", rows.size())));
        }
        Map<String, Object> details = new LinkedHashMap<>(carried);
        if (channel == Channel.SMS) {
            details.putAll(SmsText.cost(SmsText.parts(words)));
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

    /** Without the words. */
    @Override
    public String toString() {
        return "FirstMessage[" + parts.size() + " parts]";
    }
}
