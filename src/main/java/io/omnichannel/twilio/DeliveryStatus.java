package io.omnichannel.twilio;

import java.util.Locale;
import java.util.Optional;

/** What became of a message, as Twilio tells it; which of them stands is for whoever keeps it. */
public enum DeliveryStatus {
    SCHEDULED,
    ACCEPTED,
    QUEUED,
    SENDING,
    SENT,
    PARTIALLY_DELIVERED,
    CANCELED,
    UNDELIVERED,
    FAILED,
    DELIVERED,
    READ;

    /** Twilio's word for it; empty for one that we do not know, or that is said of incoming messages only. */
    public static Optional<DeliveryStatus> of(String wireName) {
        for (DeliveryStatus status : values()) {
            if (status.wireName().equals(wireName)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
