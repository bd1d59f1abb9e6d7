package io.omnichannel.agent.model;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.model.Tallies.Tally;
import java.util.List;

/**
 * The words over a silence while somebody waits on the telephone: one short filler a turn, then, each time the silence has
 * lasted for long enough, that it takes longer; never the same words twice in a row. Where the answer is written nothing is
 * due, ever.
 */
final class Bridge {

    private static final List<Phrase> FILLERS = List.of(Phrase.MODEL_FILLER_FIRST, Phrase.MODEL_FILLER_SECOND);
    private static final List<Phrase> DELAYS =
            List.of(Phrase.MODEL_DELAY_FIRST, Phrase.MODEL_DELAY_SECOND, Phrase.MODEL_DELAY_THIRD);

    private final Mouth mouth;
    private final Phrases phrases;
    private final Patience patience;
    private final Tally tally;
    private final int turn;
    private final int fillerEvery;
    private boolean filled;
    private int delays;
    private long quietSince = System.nanoTime();
    private int delaysSince;

    Bridge(Mouth mouth, Phrases phrases, Patience patience, Tally tally, int turn, int fillerEvery) {
        this.mouth = mouth;
        this.phrases = phrases;
        this.patience = patience;
        this.tally = tally;
        this.turn = turn;
        this.fillerEvery = fillerEvery;
    }

    /** The agent itself has said something. */
    void broken() {
        quietSince = mouth.lastAt();
        delaysSince = 0;
    }

    /** @param tool whether a tool is waited for, which is always worth a word */
    long dueAt(boolean tool) {
        if (!patience.spoken()) {
            return Long.MAX_VALUE;
        }
        return mayFill(tool) ? quietSince + patience.filler() : quietSince + (delaysSince + 1) * patience.apology();
    }

    /** Says what is due now. */
    void speak(boolean tool) {
        if (mayFill(tool)) {
            filled = true;
            if (tool) {
                mouth.sentence(phrases.text(Phrase.TOOL_FILLER));
            } else {
                tally.filled();
                mouth.sentence(phrases.text(FILLERS.get(turn % FILLERS.size())));
            }
        } else {
            mouth.sentence(phrases.text(DELAYS.get((turn + delays++) % DELAYS.size())));
            delaysSince++;
        }
    }

    private boolean mayFill(boolean tool) {
        return !filled && delaysSince == 0 && (tool || tally.mayFill(fillerEvery));
    }
}
