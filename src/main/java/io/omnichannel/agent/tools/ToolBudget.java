package io.omnichannel.agent.tools;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnichannel.agent.Identity;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How often a conversation's agent may call tools: a model that goes round in circles stops here, whatever its loop allows. */
@Component
public class ToolBudget {

    private final int most;
    private final Cache<UUID, AtomicInteger> calls = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(1))
            .maximumSize(100_000)
            .build();

    ToolBudget(@Value("${omnichannel.tools.calls-a-minute:30}") int most) {
        this.most = most;
    }

    /** Counts a call. A minute begins with its first one. */
    public boolean allows(Identity whose) {
        return calls.get(whose.conversation(), first -> new AtomicInteger()).incrementAndGet() <= most;
    }
}
