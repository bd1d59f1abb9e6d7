package io.omnichannel.agent.model;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * How many tokens, and how much money, a tenant's day has cost. Counted in memory and added to the database every two seconds, so that no turn
 * waits for it; several nodes together may spend a little more than a limit before all of them know.
 */
@Component
class TokenLedger {

    private static final Logger LOG = LoggerFactory.getLogger(TokenLedger.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final long EVERY_SECONDS = 2;
    private static final int KEPT = 10_000;

    private final TenantSql database;
    private final Tariff tariff;
    private final Clock clock;
    private final String addUsage = SqlFile.load("add-model-usage");
    private final String readUsage = SqlFile.load("read-model-usage");
    private final Map<Day, Usage> pending = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("token-ledger").factory());
    private final LoadingCache<Day, Usage> written;

    @Autowired
    TokenLedger(TenantSql database, Tariff tariff, ObjectProvider<Clock> clock) {
        this(database, tariff, clock.getIfUnique(Clock::systemUTC));
    }

    TokenLedger(TenantSql database, Tariff tariff, Clock clock) {
        this.database = database;
        this.tariff = tariff;
        this.clock = clock;
        this.written = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(Duration.ofMinutes(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build(this::read);
        writer.scheduleWithFixedDelay(this::write, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private record Day(String tenant, LocalDate day) {}

    /** @param cost in the unit of {@link Tariff} */
    private record Usage(long requests, long input, long output, long cost) {

        static final Usage NONE = new Usage(0, 0, 0, 0);

        Usage plus(Usage more) {
            return new Usage(requests + more.requests, input + more.input, output + more.output, cost + more.cost);
        }
    }

    /** @return what they cost, in the unit of {@link Tariff} */
    long add(String tenant, AgentSettings settings, OpenModel model, Tokens tokens) {
        long cost = tariff.cost(model.endpoint(), tokens);
        pending.merge(day(tenant, settings), new Usage(1, tokens.input(), tokens.output(), cost), Usage::plus);
        return cost;
    }

    /** Whether the tenant's day has no tokens or no money left. While the database is away nobody is refused. */
    boolean isSpent(String tenant, AgentSettings settings) {
        Long limit = settings.limits().tokensPerDay();
        if (limit == null && tariff.dayLimit() == Long.MAX_VALUE) {
            return false;
        }
        Day today = day(tenant, settings);
        try {
            Usage used = written.get(today).plus(pending.getOrDefault(today, Usage.NONE));
            return limit != null && used.input() + used.output() >= limit || used.cost() >= tariff.dayLimit();
        } catch (DataAccessException away) {
            return false;
        }
    }

    private Day day(String tenant, AgentSettings settings) {
        return new Day(tenant, LocalDate.now(clock.withZone(settings.timeZone())));
    }

    private Usage read(Day day) {
        Map<String, Object> parameters =
                Map.of("tenant", day.tenant(), "day", day.day().toString());
        return database
                .query(
                        day.tenant(),
                        readUsage,
                        parameters,
                        (row, number) -> new Usage(
                                row.getLong("requests"),
                                row.getLong("input_tokens"),
                                row.getLong("output_tokens"),
                                row.getLong("cost")))
                .stream()
                .findFirst()
                .orElse(Usage.NONE);
    }

    /** Writes down what was spent since the last time. */
    void write() {
        for (Day day : pending.keySet()) {
            Usage usage = pending.remove(day);
            try {
                Map<String, Object> parameters = Map.of(
                        "tenant", day.tenant(),
                        "day", day.day().toString(),
                        "requests", usage.requests(),
                        "input_tokens", usage.input(),
                        "output_tokens", usage.output(),
                        "cost", usage.cost());
                database.update(day.tenant(), addUsage, parameters);
                written.asMap().computeIfPresent(day, (same, before) -> before.plus(usage));
            } catch (DataAccessException away) {
                pending.merge(day, usage, Usage::plus);
                LOG.warn("Tokens are not written down yet: {}", away.getClass().getSimpleName());
                return;
            }
        }
    }

    @PreDestroy
    void close() {
        writer.shutdownNow();
        write();
    }
}
