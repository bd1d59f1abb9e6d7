package io.omnichannel.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omnichannel.agent.Turn;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The accounts of calls: a phone call has its own, what is written has its conversation's, which is begun anew 24 hours after
 * its first turn. Kept in this node's memory, so that no turn waits for them.
 */
@Component
class CallAccounts {

    private final Cache<UUID, Account> accounts;

    @Autowired
    CallAccounts() {
        this(Ticker.systemTicker());
    }

    CallAccounts(Ticker ticker) {
        this.accounts = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(100_000)
                .expireAfterWrite(Duration.ofDays(1))
                .build();
    }

    Account of(Turn turn) {
        return accounts.get(turn.call().orElse(turn.identity().conversation()), first -> Account.here());
    }
}
