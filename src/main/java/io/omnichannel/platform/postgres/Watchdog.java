package io.omnichannel.platform.postgres;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again that died while we need it, on the same port, so that the connection pools find it. */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final PostgresServer server;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Watchdog(PostgresServer server) {
        this.server = server;
        this.port = server.port();
        this.thread = Thread.ofPlatform().daemon().name("postgres-watchdog").unstarted(this::watch);
    }

    static Watchdog over(PostgresServer server) {
        Watchdog watchdog = new Watchdog(server);
        watchdog.thread.start();
        return watchdog;
    }

    private void watch() {
        Duration pause = LOOK_EVERY;
        while (!closesWithin(pause)) {
            if (server.isRunning()) {
                continue;
            }
            try {
                LOG.warn("PostgreSQL (pid {}) has died; starting it again", server.pid());
                server.start(port);
                LOG.info("PostgreSQL runs again (pid {}, port {})", server.pid(), port);
                pause = LOOK_EVERY;
            } catch (RuntimeException failed) {
                // Its last connections may not have noticed yet; they hold the shared memory until they do.
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                LOG.error("{} Trying again in {} ms.", failed.getMessage(), pause.toMillis());
            }
        }
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }

    /** Waits for a restart that is under way, so that no server is left behind. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
