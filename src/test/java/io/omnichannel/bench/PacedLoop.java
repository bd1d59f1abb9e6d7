package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.bench.ClosedLoop.Work;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The workers of a {@link ClosedLoop}, at a pace: each begins at times that are fixed beforehand, spread evenly, and what
 * comes late counts from the time at which it was due. How long it takes where nobody asks for more than there is.
 */
final class PacedLoop {

    private PacedLoop() {}

    /** @param perSecond of all workers together */
    static Result run(Duration duration, int perSecond, Callable<? extends Work> worker) {
        long pause = ClosedLoop.WORKERS * 1_000_000_000L / perSecond;
        return ClosedLoop.together(
                worker,
                (number, begin, work) ->
                        paced(begin + number * pause / ClosedLoop.WORKERS, pause, begin + duration.toNanos(), work));
    }

    private static Histogram paced(long first, long pause, long end, Work work) throws Exception {
        Histogram nanos = new Histogram(3);
        for (long due = first; due < end; due += pause) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (!work.once()) {
                break;
            }
            nanos.recordValue(System.nanoTime() - due);
        }
        return nanos;
    }
}
