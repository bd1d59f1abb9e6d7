package io.omnichannel.agent.model;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.Turn;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.util.List;

/** What is said when no model has answered and nobody else can. */
final class Apology {

    private static final List<Phrase> OF_TROUBLE =
            List.of(Phrase.MODEL_AWAY, Phrase.MODEL_AWAY_AGAIN, Phrase.MODEL_BROKE_OFF);

    private Apology() {}

    /** To a caller, who is asked to try once more; never the same twice in a row. */
    static String spoken(Turn turn) {
        Phrases phrases = Phrases.in(turn.language());
        return phrases.text(wasSaid(turn, Phrase.MODEL_AWAY) ? Phrase.MODEL_AWAY_AGAIN : Phrase.MODEL_AWAY);
    }

    /** Whether the last thing a caller heard of us was one of these already, so that one more would lead nowhere. */
    static boolean wasSaidBefore(Turn turn) {
        return OF_TROUBLE.stream().anyMatch(phrase -> wasSaid(turn, phrase));
    }

    private static boolean wasSaid(Turn turn, Phrase phrase) {
        String last = turn.history().stream()
                .filter(line -> line.role() == SenderRole.AGENT)
                .reduce((earlier, later) -> later)
                .map(Line::content)
                .orElse("");
        return last.endsWith(Phrases.in(turn.language()).text(phrase));
    }
}
