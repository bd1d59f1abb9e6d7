package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says again what was said before, on whichever channel. */
final class Recall {

    private static final int LINES = 3;
    private static final int LONGEST_QUOTE = 200;

    /** Lines that hold nothing worth saying again. */
    private static final Set<Intent> IDLE = EnumSet.range(Intent.REPEAT, Intent.GREETING);

    private final History history;
    private final Phrases phrases;

    Recall(History history, Phrases phrases) {
        this.history = history;
        this.phrases = phrases;
    }

    /** The customer's last lines with the channel of each, oldest first. */
    String whatTheCustomerSaid() {
        List<Line> said = history.customer().stream().filter(this::hasSubstance).toList();
        return said.isEmpty()
                ? phrases.text(Phrase.NOTHING_HEARD)
                : said.subList(Math.max(0, said.size() - LINES), said.size()).stream()
                        .map(line -> phrases.text("RECALL_", line.channel()).replace("{words}", quoted(line.content())))
                        .collect(Collectors.joining(" "));
    }

    /** The agent's last words, as far as they were heard. */
    String whatTheAgentSaid() {
        String lead = phrases.text(Phrase.REPEATED, "words", "");
        return history.lastAnswer()
                .map(words -> words.startsWith(lead) ? words : lead + words)
                .orElseGet(() -> phrases.text(Phrase.NOTHING_SAID));
    }

    private boolean hasSubstance(Line line) {
        Intent intent = IntentReader.read(line.content(), phrases.language());
        return intent != Intent.WHAT_DID_I_SAY && (intent == Intent.DIGITS || !IDLE.contains(intent));
    }

    /** On one line and short enough to be said. */
    static String quoted(String words) {
        String oneLine = words.strip().replaceAll("\\s+", " ");
        if (oneLine.length() <= LONGEST_QUOTE) {
            return oneLine;
        }
        int space = oneLine.lastIndexOf(' ', LONGEST_QUOTE);
        return oneLine.substring(0, space > 0 ? space : LONGEST_QUOTE) + "…";
    }
}
