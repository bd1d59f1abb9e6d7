package io.omnichannel.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;

/** Callers who speak into a long answer; how long after that frames of it still come. */
final class Interrupts implements RelayCall.Listener {

    private static final int EARLIEST_MS = 50;
    private static final int LATEST_MS = 450;
    private static final Duration QUIET = Duration.ofMillis(250);

    private final RelayCalls calls;
    private final int wanted;
    private final Histogram lastFrame = new Histogram(3);
    private int begun;

    private final long earliest;
    private final long latest;

    private Interrupts(RelayCalls calls, int wanted, long earliest, long latest) {
        this.calls = calls;
        this.wanted = wanted;
        this.earliest = earliest;
        this.latest = latest;
    }

    /** @return of each interrupt, nanoseconds until the last frame that followed it; 0 when none did */
    static Histogram run(RelayCalls calls, int count) throws IOException {
        return run(calls, count, EARLIEST_MS, LATEST_MS);
    }

    /** @param earliest milliseconds after the first frame, as {@code latest} */
    static Histogram run(RelayCalls calls, int count, long earliest, long latest) throws IOException {
        Interrupts interrupts = new Interrupts(calls, count, earliest, latest);
        long now = System.nanoTime();
        int spread = 0;
        for (RelayCall call : calls.all()) {
            calls.at(now + Duration.ofMillis(13L * spread++).toNanos(), due -> interrupts.ask(call));
        }
        while (interrupts.lastFrame.getTotalCount() < count) {
            calls.run(Duration.ofMillis(500), interrupts);
        }
        return interrupts.lastFrame;
    }

    private void ask(RelayCall call) throws IOException {
        if (begun++ < wanted) {
            call.askedAt = System.nanoTime();
            call.prompt(InstantAgent.LONG_STORY);
        }
    }

    @Override
    public void frame(RelayCall call, boolean last, long now) {
        if (call.askedAt != 0 && !last) {
            call.askedAt = 0;
            long when = ThreadLocalRandom.current().nextLong(earliest, latest) * 1_000_000;
            calls.at(now + when, due -> interrupt(call));
        } else if (call.interruptedAt != 0) {
            call.lastFrameAt = now;
        }
    }

    private void interrupt(RelayCall call) throws IOException {
        call.lastFrameAt = 0;
        call.interruptedAt = System.nanoTime();
        call.interrupt();
        calls.at(System.nanoTime() + QUIET.toNanos(), due -> {
            lastFrame.recordValue(call.lastFrameAt == 0 ? 0 : call.lastFrameAt - call.interruptedAt);
            call.interruptedAt = 0;
            ask(call);
        });
    }
}
