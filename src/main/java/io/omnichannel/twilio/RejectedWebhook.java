package io.omnichannel.twilio;

/** A webhook whose sender could not be proved: 403 with an empty body, never retried, nothing stored. */
public final class RejectedWebhook extends RuntimeException {

    /** Why, for us; the sender is told nothing. */
    public enum Reason {
        MISSING_SIGNATURE("no signature"),
        WRONG_SIGNATURE("wrong signature"),
        UNKNOWN_ACCOUNT("another account"),
        MALFORMED("unreadable body");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Reason reason;

    RejectedWebhook(Reason reason) {
        // No stack trace: whoever floods us with forgeries should not make us pay for it.
        super("Rejected webhook: " + reason.words(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
