package io.omnichannel.twilio;

import java.util.Locale;
import java.util.Optional;

/**
 * What became of a message, in an order in which the later one stands, however the callbacks arrive: the greatest that was
 * ever told is the state. A failure is final unless the customer's telephone said otherwise.
 */
public enum DeliveryStatus {
    SCHEDULED(10),
    ACCEPTED(11),
    QUEUED(20),
    SENDING(30),
    SENT(40),
    PARTIALLY_DELIVERED(45),
    CANCELED(50),
    UNDELIVERED(51),
    FAILED(52),
    DELIVERED(60),
    READ(70);

    private final int rank;

    DeliveryStatus(int rank) {
        this.rank = rank;
    }

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

    /** For comparing in SQL; leaves room between. */
    public int rank() {
        return rank;
    }

    public boolean supersedes(DeliveryStatus other) {
        return rank > other.rank;
    }

    /** Whether the message did not and will not reach anybody. */
    public boolean isFailure() {
        return this == CANCELED || this == UNDELIVERED || this == FAILED;
    }

    /** Whether nothing worse can follow. */
    public boolean isFinal() {
        return rank >= CANCELED.rank;
    }
}
