package io.omnichannel.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database every 5 s, as a webhook would, and remembers the answer: whoever asks for health asks nobody. */
public final class DatabaseProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProbe.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /**
     * What the last question found.
     *
     * @param since when the database was first found so
     * @param error the exception's class, empty when up
     */
    public record State(boolean up, Instant since, String error) {}

    private final DataSource pool;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-probe").factory());
    private volatile State state = new State(true, Instant.now(), "");

    private DatabaseProbe(DataSource pool) {
        this.pool = pool;
    }

    /** Asks once before it returns, then by itself until it is closed. */
    static DatabaseProbe of(DataSource pool) {
        return every(EVERY, pool);
    }

    static DatabaseProbe every(Duration pause, DataSource pool) {
        DatabaseProbe probe = new DatabaseProbe(pool);
        probe.ask();
        probe.clock.scheduleWithFixedDelay(probe::ask, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return probe;
    }

    public State state() {
        return state;
    }

    private void ask() {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            found(true, "");
        } catch (SQLException | RuntimeException away) {
            found(false, away.getClass().getSimpleName());
        }
    }

    private void found(boolean up, String error) {
        State before = state;
        if (before.up() != up) {
            LOG.warn(up ? "The database is back" : "The database is away: {}", error);
        }
        state = new State(up, before.up() == up ? before.since() : Instant.now(), error);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
