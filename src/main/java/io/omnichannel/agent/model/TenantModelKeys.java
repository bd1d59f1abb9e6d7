package io.omnichannel.agent.model;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omnichannel.agent.settings.ModelKeys;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The keys of tenants' own models, read from the database a few times a minute and never in a turn that knows a fresh one. One
 * that was corrected here is known at once, on another node after half a minute at the latest.
 */
@Component
class TenantModelKeys implements ModelKeys {

    private static final Logger LOG = LoggerFactory.getLogger(TenantModelKeys.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration OLDEST = Duration.ofSeconds(30);
    private static final int KEPT = 10_000;

    private final TenantSql database;
    private final String readModelKey = SqlFile.load("read-model-key");
    private final LoadingCache<Owner, Optional<String>> keys;

    @Autowired
    TenantModelKeys(TenantSql database) {
        this(database, Ticker.systemTicker());
    }

    TenantModelKeys(TenantSql database, Ticker clock) {
        this.database = database;
        this.keys = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .refreshAfterWrite(FRESH)
                // A refresh hands out the old key once more, however old that is.
                .expireAfterWrite(OLDEST)
                .ticker(clock)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build(this::read);
    }

    private record Owner(String tenant, String baseUrl) {}

    /** @param baseUrl null for the server's: a key is given out for the address alone that it was stored with */
    Optional<String> keyOf(String tenant, String baseUrl) {
        try {
            return keys.get(new Owner(tenant, baseUrl));
        } catch (DataAccessException away) {
            LOG.warn(
                    "The key of the tenant's model cannot be read: {}",
                    away.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void forget(String tenant) {
        keys.asMap().keySet().removeIf(owner -> owner.tenant().equals(tenant));
    }

    private Optional<String> read(Owner owner) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", owner.tenant());
        parameters.put("base_url", owner.baseUrl());
        return database
                .query(
                        owner.tenant(),
                        readModelKey,
                        parameters,
                        (row, number) -> Optional.ofNullable(row.getString("api_key")))
                .stream()
                .findFirst()
                .flatMap(key -> key);
    }
}
