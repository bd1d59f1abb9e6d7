package io.omnichannel.conversation;

import java.time.Duration;
import java.time.Instant;

/**
 * The 24 hours after a customer's message in which WhatsApp lets a business write freely; outside, only a template passes.
 *
 * @param lastInbound when the customer last wrote on WhatsApp to the number we answer from
 */
public record WhatsappWindow(Instant lastInbound) {

    public static final Duration LENGTH = Duration.ofHours(24);

    /** @param now the database's time: the one that stamped the message */
    public boolean isOpen(Instant now) {
        return now.isBefore(closesAt());
    }

    public Instant closesAt() {
        return lastInbound.plus(LENGTH);
    }
}
