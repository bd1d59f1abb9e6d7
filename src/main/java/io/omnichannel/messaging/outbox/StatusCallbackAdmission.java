package io.omnichannel.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Lets only so many status callbacks ask the database at a time. The others wait while it answers, and are refused in a moment once it does
 * not: whoever is refused late is told the same. Thread-safe.
 */
final class StatusCallbackAdmission {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Semaphore free;
    private final Duration patience;
    private volatile boolean failing;

    StatusCallbackAdmission(int width) {
        this(width, PATIENCE);
    }

    /** @param patience how long whoever waits while the database answers waits at most */
    StatusCallbackAdmission(int width, Duration patience) {
        this.free = new Semaphore(width);
        this.patience = patience;
    }

    /** @throws TooManyStatusCallbacks when no turn came */
    <T> T take(Supplier<T> action) throws InterruptedException {
        await();
        try {
            T result = action.get();
            failing = false;
            return result;
        } catch (NonTransientDataAccessResourceException
                | TransientDataAccessException
                | RecoverableDataAccessException away) {
            failing = true;
            throw away;
        } finally {
            free.release();
        }
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!free.tryAcquire(MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
            if (failing || System.nanoTime() - end >= 0) {
                throw new TooManyStatusCallbacks();
            }
        }
    }
}
