package io.omnichannel.email;

/**
 * How far a mail has come. Events arrive in any order: the highest rank is the truth. A bounce may follow a delivery by
 * hours and outranks it; a mail that was opened was not bounced.
 */
public enum MailDelivery {
    /** Says nothing about the delivery. */
    NONE(0),
    /** SendGrid has it. */
    SENT(1),
    /** The recipient's server said later. */
    DEFERRED(2),
    DELIVERED(3),
    /** It will not arrive. */
    FAILED(4),
    /** Opened, or a link in it followed; a machine may have been the reader. */
    READ(5);

    private final int rank;

    MailDelivery(int rank) {
        this.rank = rank;
    }

    public int rank() {
        return rank;
    }

    /** @param event SendGrid's name, known or not */
    public static MailDelivery of(String event) {
        return switch (event) {
            case "processed" -> SENT;
            case "deferred" -> DEFERRED;
            case "delivered" -> DELIVERED;
            case "bounce", "dropped" -> FAILED;
            case "open", "click", "spamreport", "unsubscribe", "group_unsubscribe" -> READ;
            default -> NONE;
        };
    }
}
