package io.omnichannel.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Callers who speak at an even pace, whatever the server does; latency counts from when they should have begun. */
final class Turns implements RelayCall.Listener {

    private static final String WORDS = "What time do you open tomorrow, please?";

    private final RelayCalls calls;
    private final Histogram latency = new Histogram(3);
    private final Histogram lateness = new Histogram(3);
    private long asked;
    private long spokenInto;

    Turns(RelayCalls calls) {
        this.calls = calls;
    }

    /**
     * @param latency nanoseconds from prompt to first frame
     * @param lateness nanoseconds that the generator was late
     * @param spokenInto prompts that came while the one before had no answer yet
     */
    record Result(Histogram latency, Histogram lateness, long asked, long spokenInto) {

        double millis(double percentile) {
            return Figures.millis(latency, percentile);
        }

        @Override
        public String toString() {
            return "%,d turns, %,d first frames: p50 %.2f ms, p95 %.2f ms, p99 %.2f ms, max %.1f ms; generator late p99 %.2f ms"
                    .formatted(
                            asked,
                            latency.getTotalCount(),
                            millis(50),
                            millis(95),
                            millis(99),
                            millis(100),
                            Figures.millis(lateness, 99));
        }
    }

    /** Every caller speaks once in a period, one after the other. */
    static Result run(RelayCalls calls, double turnsPerSecond, Duration warmUp, Duration duration) throws IOException {
        Turns turns = new Turns(calls);
        long apart = (long) (1e9 / turnsPerSecond);
        turns.speak(0, System.nanoTime() + apart, apart);
        calls.run(warmUp, turns);
        turns.latency.reset();
        turns.lateness.reset();
        turns.asked = 0;
        turns.spokenInto = 0;
        calls.run(duration, turns);
        calls.forgetAgenda();
        long measured = turns.asked;
        calls.run(Duration.ofMillis(500), turns);
        return new Result(turns.latency, turns.lateness, measured, turns.spokenInto);
    }

    private void speak(int who, long at, long apart) {
        calls.at(at, due -> {
            List<RelayCall> all = calls.all();
            RelayCall call = all.get(who % all.size());
            lateness.recordValue(System.nanoTime() - due);
            asked++;
            if (call.askedAt == 0) {
                call.askedAt = due;
            } else {
                spokenInto++;
            }
            call.prompt(WORDS);
            speak((who + 1) % all.size(), due + apart, apart);
        });
    }

    @Override
    public void frame(RelayCall call, boolean last, long now) {
        if (call.askedAt != 0 && !last) {
            latency.recordValue(now - call.askedAt);
            call.askedAt = 0;
        }
    }
}
