package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.bench.ClosedLoop.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        List<Work> workers = new ArrayList<>();
        long pause = ClosedLoop.WORKERS * 1_000_000_000L / perSecond;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < ClosedLoop.WORKERS; i++) {
                workers.add(worker.call());
            }
            long begin = System.nanoTime();
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < ClosedLoop.WORKERS; i++) {
                Work work = workers.get(i);
                long first = begin + i * pause / ClosedLoop.WORKERS;
                running.add(threads.submit(() -> paced(first, pause, begin + duration.toNanos(), work)));
            }
            Histogram all = new Histogram(3);
            for (Future<Histogram> one : running) {
                all.add(one.get());
            }
            return new Result(all, Duration.ofNanos(System.nanoTime() - begin));
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            workers.forEach(ClosedLoop::close);
        }
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
