package io.omnichannel.messaging.outbox;

import io.omnichannel.agent.AgentSettings;
import java.util.Locale;
import java.util.Optional;

/**
 * A message and what may be done with it, as the route branches on it.
 *
 * @param settings the tenant's configuration
 * @param refusal why not, or not now; empty when it is sent
 */
public record SendTask(OutboxItem item, Decision decision, AgentSettings settings, Optional<SendResult> refusal) {

    /** What may be done with it. */
    public enum Decision {
        SEND,
        SEND_TEMPLATE,
        REROUTE,
        REFUSE,
        LATER,
        /** Somebody else has taken it over. */
        LOST;

        /** As the routes write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same, which the provider has turned down in a way that is told to somebody. */
    SendTask refused(SendResult why) {
        return new SendTask(item, Decision.REFUSE, settings, Optional.of(why));
    }

    /** {@code voice}, {@code sms}, {@code whatsapp} or {@code email}, for the content-based router. */
    public String channel() {
        return item.channel().wireName();
    }
}
