package io.omnichannel.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What this node remembers of conversations from one turn to the next; each is begun anew after a day, or by a restart. */
@Component
class Tallies {

    private final Cache<UUID, Tally> tallies = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofDays(1))
            .build();

    Tally of(UUID conversation) {
        return tallies.get(conversation, unknown -> new Tally());
    }

    /** One conversation's. */
    static final class Tally {

        private static final int NEVER = Integer.MIN_VALUE / 2;

        private final AtomicInteger turns = new AtomicInteger();
        private final AtomicInteger lastFiller = new AtomicInteger(NEVER);
        private final AtomicInteger failures = new AtomicInteger();

        /** @return which turn this is, from 1 */
        int turn() {
            return turns.incrementAndGet();
        }

        boolean mayFill(int every) {
            return turns.get() - lastFiller.get() >= every;
        }

        void filled() {
            lastFiller.set(turns.get());
        }

        void answered() {
            failures.set(0);
        }

        /** @return how many turns in a row have failed now */
        int failed() {
            return failures.incrementAndGet();
        }
    }
}
