package io.omnichannel.messaging.briefing;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.messaging.briefing.BriefingFacts.Entry;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a briefing of what is known, by rules: who, what they want, how it went, what was said last. Needs no model. */
final class BriefingWriter {

    private static final int LINES = 6;
    private static final int LONGEST_QUOTE = 200;
    private static final int LONGEST_SUMMARY = 600;
    private static final int LONGEST_LINE_OF_A_TEXT = 160;
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("dd/MM HH:mm", Locale.ROOT);

    private final String occasion;
    private final BriefingFacts facts;
    private final Phrases phrases;

    private BriefingWriter(String occasion, BriefingFacts facts) {
        this.occasion = occasion;
        this.facts = facts;
        this.phrases = Phrases.in(facts.settings().locale());
    }

    static Briefing write(String occasion, BriefingFacts facts) {
        return new BriefingWriter(occasion, facts).briefing();
    }

    private Briefing briefing() {
        String lead = phrases.text(Phrase.valueOf("BRIEFING_" + occasion.toUpperCase(Locale.ROOT)), "customer", who());
        String wish = wish();
        List<String> note = new ArrayList<>(List.of(lead));
        List<String> brief = new ArrayList<>(List.of(lead));
        if (occasion.equals("transcription")) {
            String words = facts.recording().path("TranscriptionText").asText("");
            note.add(words);
            brief.add(quoted(words, LONGEST_LINE_OF_A_TEXT));
        } else if (occasion.equals("voicemail")) {
            note.add(recording());
            brief.add(recording());
        } else {
            whole(wish, note);
            add(brief, Phrase.BRIEFING_WISH, quoted(wish, LONGEST_LINE_OF_A_TEXT));
        }
        add(brief, Phrase.BRIEFING_REACH, reach());
        return new Briefing(String.join("\n", note), String.join("\n", brief), lead, details(wish));
    }

    private void whole(String wish, List<String> note) {
        add(note, Phrase.BRIEFING_WISH, wish);
        add(note, Phrase.BRIEFING_SUMMARY, summary());
        add(note, Phrase.BRIEFING_KNOWN, known());
        add(note, Phrase.BRIEFING_REACH, reach());
        List<Entry> latest = latest();
        if (!latest.isEmpty()) {
            note.add(phrases.text(Phrase.BRIEFING_LINES));
            latest.forEach(line -> note.add(speaker(line) + " (" + line.channel() + ") : " + line.content()));
        }
    }

    private Map<String, Object> details(String wish) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("type", occasion.equals("handoff") ? "briefing" : occasion);
        details.put("occasion", occasion);
        details.put("customer", facts.customer());
        details.put("wish", wish);
        details.put("summary", summary());
        details.put("known", facts.memory().facts());
        details.put("lines", latest());
        if (!facts.recording().isEmpty()) {
            details.put("recording", facts.recording());
        }
        return details;
    }

    private String who() {
        String name = facts.customer().path("name").asText("");
        return name.isEmpty() ? phrases.text(Phrase.BRIEFING_NOBODY) : name;
    }

    /** In the agent's words, else in the customer's own. */
    private String wish() {
        if (!facts.reason().isBlank()) {
            return quoted(facts.reason(), LONGEST_QUOTE);
        }
        return facts.lines().reversed().stream()
                .filter(line -> line.role().equals("customer"))
                .findFirst()
                .map(line -> quoted(line.content(), LONGEST_QUOTE))
                .orElse("");
    }

    private String summary() {
        if (facts.said().count() == 0) {
            return "";
        }
        String said = phrases.text(Phrase.BRIEFING_SAID)
                .replace("{count}", Long.toString(facts.said().count()))
                .replace(
                        "{since}",
                        SINCE.format(
                                facts.said().since().atZone(facts.settings().timeZone())))
                .replace("{channels}", String.join(", ", facts.said().channels()));
        String mood =
                switch (facts.sentiment()) {
                    case "positive" -> " " + phrases.text(Phrase.BRIEFING_MOOD_POSITIVE);
                    case "negative" -> " " + phrases.text(Phrase.BRIEFING_MOOD_NEGATIVE);
                    default -> "";
                };
        return (said + mood + " " + quoted(facts.memory().summary(), LONGEST_SUMMARY)).strip();
    }

    private String known() {
        return facts.memory().facts().entrySet().stream()
                .map(fact -> fact.getKey() + " " + quoted(fact.getValue(), LONGEST_QUOTE))
                .collect(Collectors.joining(", "));
    }

    private String reach() {
        List<String> addresses = new ArrayList<>();
        for (String kind : List.of("phone", "email")) {
            String address = facts.customer().path(kind).asText("");
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        }
        return String.join(", ", addresses);
    }

    private String recording() {
        return phrases.text(
                        Phrase.BRIEFING_RECORDING,
                        "words",
                        facts.recording().path("RecordingUrl").asText(""))
                .replace(
                        "{seconds}", facts.recording().path("RecordingDuration").asText("?"));
    }

    private List<Entry> latest() {
        List<Entry> said = facts.lines().stream()
                .filter(line -> !line.role().equals("system"))
                .map(line -> new Entry(line.role(), line.channel(), quoted(line.content(), LONGEST_QUOTE)))
                .toList();
        return said.subList(Math.max(0, said.size() - LINES), said.size());
    }

    private String speaker(Entry line) {
        return phrases.text(Phrase.valueOf("BRIEFING_WHO_" + line.role().toUpperCase(Locale.ROOT)));
    }

    private void add(List<String> text, Phrase phrase, String words) {
        if (!words.isBlank()) {
            text.add(phrases.text(phrase, "words", words));
        }
    }

    /** On one line, and short enough. */
    private static String quoted(String words, int longest) {
        String line = words.strip().replaceAll("\\s+", " ");
        if (line.length() <= longest) {
            return line;
        }
        int space = line.lastIndexOf(' ', longest);
        // Never in the middle of an emoji.
        return line.substring(0, space > 0 ? space : line.offsetByCodePoints(0, longest / 2)) + "…";
    }
}
