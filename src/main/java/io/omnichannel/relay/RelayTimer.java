package io.omnichannel.relay;

import io.omnichannel.platform.LogContext;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that watches the clock for every session; what is due runs on a virtual thread of its own. */
final class RelayTimer implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock;

    RelayTimer() {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("relay-timer").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /**
     * A timer that can be started again and again; each start replaces the last. Not safe for several threads. The action
     * logs with what is known where the alarm is made.
     */
    Alarm alarm(Runnable action) {
        return new Alarm(LogContext.carried(action));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    final class Alarm {

        private final Runnable action;
        private ScheduledFuture<?> due;

        private Alarm(Runnable action) {
            this.action = action;
        }

        void in(Duration delay) {
            stop();
            due = clock.schedule(
                    () -> Thread.ofVirtual().name("relay-alarm").start(action),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        void stop() {
            if (due != null) {
                due.cancel(false);
                due = null;
            }
        }
    }
}
