package io.omnichannel.email;

/** How far a mail has come, as one event tells it; events arrive in any order. */
public enum MailDelivery {
    /** Says nothing about the delivery. */
    NONE,
    /** SendGrid has it. */
    SENT,
    /** The recipient's server said later. */
    DEFERRED,
    DELIVERED,
    /** It will not arrive. */
    FAILED,
    /** Opened, or a link in it followed; a machine may have been the reader. */
    READ;

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
