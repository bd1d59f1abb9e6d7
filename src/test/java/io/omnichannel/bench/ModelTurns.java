package io.omnichannel.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Callers who speak at an even pace to a model, whatever the server does; counts from when they should have begun. */
final class ModelTurns implements RelayCall.Listener {

    private static final String WORDS = "What time do you open tomorrow, please?";

    private final RelayCalls calls;
    private final Histogram overhead = new Histogram(3);
    private final Histogram jitter = new Histogram(3);
    private long asked;
    private long spokenInto;

    private ModelTurns(RelayCalls calls) {
        this.calls = calls;
    }

    /**
     * @param overhead nanoseconds from prompt to first frame beyond what the model takes
     * @param jitter nanoseconds by which the time between two frames differs from that between the model's two tokens
     * @param spokenInto prompts that came while the one before had no answer yet
     */
    record Result(Histogram overhead, Histogram jitter, long asked, long spokenInto) {

        double overheadMs(double percentile) {
            return Figures.millis(overhead, percentile);
        }

        double jitterMs(double percentile) {
            return Figures.millis(jitter, percentile);
        }

        @Override
        public String toString() {
            return "%,d turns, %,d first frames: overhead p50 %.2f ms, p95 %.2f ms, p99 %.2f ms; between tokens p50 %.2f ms, p99 %.2f ms off"
                    .formatted(
                            asked,
                            overhead.getTotalCount(),
                            overheadMs(50),
                            overheadMs(95),
                            overheadMs(99),
                            jitterMs(50),
                            jitterMs(99));
        }
    }

    /** Every caller speaks once in a period, one after the other. */
    static Result run(RelayCalls calls, double turnsPerSecond, Duration duration) throws IOException {
        ModelTurns turns = new ModelTurns(calls);
        long apart = (long) (1e9 / turnsPerSecond);
        turns.speak(0, System.nanoTime() + apart, apart);
        calls.run(duration, turns);
        calls.forgetAgenda();
        long measured = turns.asked;
        calls.run(Duration.ofSeconds(1), turns);
        return new Result(turns.overhead, turns.jitter, measured, turns.spokenInto);
    }

    private void speak(int who, long at, long apart) {
        calls.at(at, due -> {
            List<RelayCall> all = calls.all();
            RelayCall call = all.get(who % all.size());
            asked++;
            if (call.askedAt == 0) {
                call.askedAt = due;
            } else {
                spokenInto++;
            }
            call.lastFrameAt = 0;
            call.prompt(WORDS);
            speak((who + 1) % all.size(), due + apart, apart);
        });
    }

    @Override
    public void frame(RelayCall call, boolean last, long now) {
        if (last) {
            call.lastFrameAt = 0;
            return;
        }
        if (call.askedAt != 0) {
            overhead.recordValue(Math.max(0, now - call.askedAt - ModelProcess.FIRST_AFTER.toNanos()));
            call.askedAt = 0;
        } else if (call.lastFrameAt != 0) {
            jitter.recordValue(Math.abs(now - call.lastFrameAt - ModelProcess.APART.toNanos()));
        }
        call.lastFrameAt = now;
    }
}
