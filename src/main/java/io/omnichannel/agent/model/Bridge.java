package io.omnichannel.agent.model;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.model.Tallies.Tally;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The words over a silence while somebody waits on the telephone: one short filler a turn, then, each time the silence has
 * lasted for long enough, that it takes longer; never the same words twice in a row, and no thanks for waiting just before
 * the wait is given up. Where the answer is written nothing is due, ever.
 */
final class Bridge {

    private static final List<Phrase> FILLERS = List.of(Phrase.MODEL_FILLER_FIRST, Phrase.MODEL_FILLER_SECOND);
    private static final List<Phrase> DELAYS =
            List.of(Phrase.MODEL_DELAY_FIRST, Phrase.MODEL_DELAY_SECOND, Phrase.MODEL_DELAY_THIRD);

    /** About as long as it takes to say that it takes longer. */
    private static final long BREATH = TimeUnit.SECONDS.toNanos(2);

    /** So much longer a silence may be when nothing but the end of it comes. */
    private static final long LEEWAY = TimeUnit.MILLISECONDS.toNanos(300);

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

    /**
     * @param tool whether a tool is waited for, which is always worth a word
     * @param end when what is waited for is given up, on the clock of {@link System#nanoTime()}
     */
    long dueAt(boolean tool, long end) {
        if (!patience.spoken()) {
            return Long.MAX_VALUE;
        }
        if (mayFill(tool)) {
            return quietSince + patience.filler();
        }
        long before = quietSince + delaysSince * patience.apology();
        long due = before + patience.apology();
        long latest = end - BREATH;
        if (due <= latest) {
            return due;
        }
        boolean earlier = latest > before && end - before > patience.apology() + LEEWAY;
        return earlier ? latest : Math.max(due, end);
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
