package io.omnichannel.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.twilio.TwilioForm;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who was called lately, for sentences that must not wait for the database. Thread-safe. */
@Component
public final class RecentTenants {

    private final Cache<String, AgentSettings> byNumber = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(12))
            .build();

    RecentTenants() {}

    /** @param form of a call's webhook: of one that we make, the number that was called is the customer's */
    void seen(TwilioForm form, CallAnswer answer) {
        String called = form.value("To");
        boolean known = answer.decision() != Decision.UNKNOWN_NUMBER && answer.decision() != Decision.UNKNOWN_CALL;
        if (known && !called.isEmpty() && !form.value("Direction").startsWith("outbound")) {
            byNumber.put(called, answer.settings());
        }
    }

    Optional<AgentSettings> at(String number) {
        return Optional.ofNullable(byNumber.getIfPresent(number));
    }
}
