package io.omnichannel.relay;

import io.omnichannel.platform.LogContext;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * One call's writes, in order and off the token path: a virtual thread exists only while there is something to write.
 * While the database is away a write is tried again for about a minute, then given up and counted.
 */
final class CallWriter {

    private static final Logger LOG = LoggerFactory.getLogger(CallWriter.class);
    private static final int TRIES = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final RelayMetrics metrics;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    CallWriter(RelayMetrics metrics) {
        this.metrics = metrics;
    }

    void submit(Runnable write) {
        waiting.add(write);
        metrics.writeQueued();
        if (pending.getAndIncrement() == 0) {
            Thread.ofVirtual().name("call-writer").start(LogContext.carried(this::drain));
        }
    }

    private void drain() {
        do {
            try {
                attempt(waiting.remove());
            } catch (RuntimeException broken) {
                lost(broken);
            } finally {
                metrics.writeDone();
            }
        } while (pending.decrementAndGet() > 0);
    }

    private void attempt(Runnable write) {
        for (int tried = 1; ; tried++) {
            try {
                write.run();
                return;
            } catch (DuplicateKeyException written) {
                // An earlier try was committed and only its answer was lost.
                return;
            } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException hopeless) {
                lost(hopeless);
                return;
            } catch (DataAccessException away) {
                if (tried == TRIES || !pause(tried)) {
                    lost(away);
                    return;
                }
            }
        }
    }

    private void lost(RuntimeException why) {
        metrics.writeLost();
        LOG.error("A turn could not be written: {}", why.getClass().getSimpleName());
    }

    private static boolean pause(int tried) {
        try {
            Thread.sleep(Math.min(100L << tried, LONGEST_PAUSE.toMillis()));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
