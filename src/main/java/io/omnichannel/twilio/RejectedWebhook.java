package io.omnichannel.twilio;

/** A webhook whose sender could not be proved: 403 with an empty body, never retried, nothing stored. */
public final class RejectedWebhook extends RuntimeException {

    /** Why, for us; the sender is told nothing. */
    public enum Reason {
        MISSING_SIGNATURE("no signature", "Either it is not Twilio, or a proxy drops X-Twilio-Signature"),
        WRONG_SIGNATURE(
                "wrong signature",
                "Check that OMNICHANNEL_PUBLIC_URL is the URL in Twilio's console and TWILIO_AUTH_TOKEN the account's"),
        UNKNOWN_ACCOUNT("another account", "Check that TWILIO_ACCOUNT_SID is the account of the number"),
        MALFORMED("unreadable body", "Twilio does not send such a form");

        private final String words;
        private final String cure;

        Reason(String words, String cure) {
            this.words = words;
            this.cure = cure;
        }

        String words() {
            return words;
        }

        String cure() {
            return cure;
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
