package io.omnichannel.agent.model;

import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The accounts of tenants' days, shared by all nodes. Each node adds up in memory and tells the database every two seconds,
 * which answers with what all of them have used: no turn waits for it, and several nodes together may pass a limit by what they
 * use in that time. While the database is away nobody is refused and nothing is forgotten.
 */
@Component
class DayLedger {

    private static final Logger LOG = LoggerFactory.getLogger(DayLedger.class);
    private static final long EVERY_SECONDS = 2;
    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    private final TenantSql database;
    private final Clock clock;
    private final String addUsage = SqlFile.load("add-model-usage");
    private final String readUsage = SqlFile.load("read-model-usage");
    private final Map<Day, Page> pages = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("day-ledger").factory());

    @Autowired
    DayLedger(TenantSql database, ObjectProvider<Clock> clock) {
        this(database, clock.getIfUnique(Clock::systemUTC));
    }

    DayLedger(TenantSql database, Clock clock) {
        this.database = database;
        this.clock = clock;
        writer.scheduleWithFixedDelay(this::write, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private record Day(String tenant, LocalDate date) {}

    /** The day that it is now for the tenant. */
    Account of(String tenant, ZoneId zone) {
        return pages.computeIfAbsent(new Day(tenant, LocalDate.now(clock.withZone(zone))), Page::new);
    }

    /** Writes down what was used since the last time. */
    void write() {
        // Nowhere on earth is it still the day before yesterday.
        LocalDate oldest = LocalDate.now(clock).minusDays(1);
        for (Page page : pages.values()) {
            try {
                page.write();
            } catch (DataAccessException away) {
                LOG.warn(
                        "What models have cost is not written down yet: {}",
                        away.getClass().getSimpleName());
                return;
            }
            if (page.day.date().isBefore(oldest)) {
                pages.remove(page.day);
            }
        }
    }

    @PreDestroy
    void close() {
        writer.shutdown();
        write();
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("requests"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cost"),
                row.getLong("tool_steps"),
                TimeUnit.MICROSECONDS.toNanos(row.getLong("busy_micros")));
    }

    /** A tenant's day: what the database has said, and what it was not told yet. */
    private final class Page implements Account {

        private final Day day;
        /** Held while the database is asked, so that nothing is counted twice; never with the monitor. */
        private final ReentrantLock asking = new ReentrantLock();

        private Usage written = Usage.NONE;
        private Usage unwritten = Usage.NONE;
        private long freshUntil = System.nanoTime();

        Page(Day day) {
            this.day = day;
        }

        @Override
        public synchronized Usage used() {
            long now = System.nanoTime();
            if (now - freshUntil >= 0) {
                // Other nodes may have used something. Whoever asks does not wait for it.
                freshUntil = now + FRESH;
                Thread.ofVirtual().name("day-ledger").start(this::read);
            }
            return written.plus(unwritten);
        }

        @Override
        public synchronized void add(Usage usage) {
            unwritten = unwritten.plus(usage);
        }

        private void read() {
            asking.lock();
            try {
                database.query(
                                day.tenant(),
                                readUsage,
                                Map.of("tenant", day.tenant(), "day", day.date().toString()),
                                (row, number) -> usage(row))
                        .forEach(all -> told(all, Usage.NONE));
            } catch (DataAccessException away) {
                LOG.debug(
                        "What models have cost is not known: {}",
                        away.getClass().getSimpleName());
            } finally {
                asking.unlock();
            }
        }

        private void write() {
            asking.lock();
            try {
                Usage more = unwritten();
                if (!more.equals(Usage.NONE)) {
                    List<Usage> all = database.query(
                            day.tenant(),
                            addUsage,
                            Map.of(
                                    "tenant", day.tenant(),
                                    "day", day.date().toString(),
                                    "requests", more.requests(),
                                    "input_tokens", more.input(),
                                    "output_tokens", more.output(),
                                    "cost", more.cost(),
                                    "tool_steps", more.toolSteps(),
                                    "busy_micros", TimeUnit.NANOSECONDS.toMicros(more.nanos())),
                            (row, number) -> usage(row));
                    // A tenant that is gone has no row.
                    told(all.isEmpty() ? more : all.getFirst(), more);
                }
            } finally {
                asking.unlock();
            }
        }

        private synchronized Usage unwritten() {
            return unwritten;
        }

        /** @param ofOurs what of it was not written down before */
        private synchronized void told(Usage all, Usage ofOurs) {
            written = all;
            unwritten = unwritten.minus(ofOurs);
            freshUntil = System.nanoTime() + FRESH;
        }
    }
}
