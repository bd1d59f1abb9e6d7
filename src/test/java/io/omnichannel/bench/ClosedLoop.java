package io.omnichannel.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** So many workers, each doing one thing after the other, for a time: how fast can it go. */
final class ClosedLoop {

    static final int WORKERS = 32;

    private ClosedLoop() {}

    /** One worker; not shared between threads. */
    interface Work extends AutoCloseable {

        /** @return false when there is nothing left to do */
        boolean once() throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** @param nanos of each piece of work */
    record Result(Histogram nanos, Duration wall) {

        double perSecond() {
            return nanos.getTotalCount() * 1e9 / wall.toNanos();
        }

        double millis(double percentile) {
            return Figures.millis(nanos, percentile);
        }

        @Override
        public String toString() {
            return "%.0f/s, p50 %.2f ms, p99 %.2f ms, max %.0f ms"
                    .formatted(perSecond(), millis(50), millis(99), millis(100));
        }
    }

    /** What one worker does from the beginning to its end. */
    interface Share {
        Histogram of(int number, long begin, Work work) throws Exception;
    }

    static Result run(Duration duration, Callable<? extends Work> worker) {
        return together(worker, (number, begin, work) -> until(begin + duration.toNanos(), work));
    }

    /** All workers at once, and what each measured as one. */
    static Result together(Callable<? extends Work> worker, Share share) {
        List<Work> workers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WORKERS; i++) {
                workers.add(worker.call());
            }
            long begin = System.nanoTime();
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int number = i;
                running.add(threads.submit(() -> share.of(number, begin, workers.get(number))));
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

    private static Histogram until(long end, Work work) throws Exception {
        Histogram nanos = new Histogram(3);
        long before = System.nanoTime();
        while (before < end && work.once()) {
            long after = System.nanoTime();
            nanos.recordValue(after - before);
            before = after;
        }
        return nanos;
    }

    private static void close(Work work) {
        try {
            work.close();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
