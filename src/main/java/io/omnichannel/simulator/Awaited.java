package io.omnichannel.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits on a monitor until something has come of what others do. */
public final class Awaited {

    private Awaited() {}

    /**
     * The caller holds the monitor.
     *
     * @param come looked at whenever somebody notifies
     * @param otherwise what is there instead when the time is over
     * @throws IllegalStateException when it has not come in time
     */
    public static <T> T on(Object monitor, Duration timeout, Supplier<Optional<T>> come, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Optional<T> found = come.get(); ; found = come.get()) {
            if (found.isPresent()) {
                return found.get();
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new IllegalStateException(otherwise.get() + " in " + timeout.toMillis() + " ms");
            }
            try {
                monitor.wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting", stopped);
            }
        }
    }
}
