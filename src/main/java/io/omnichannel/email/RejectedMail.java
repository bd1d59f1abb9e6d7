package io.omnichannel.email;

/** A mail or an event whose sender could not be proved: 403 with an empty body, nothing kept. */
public final class RejectedMail extends RuntimeException {

    /** Why, for us; the sender is told nothing. */
    public enum Reason {
        NO_KEY("no key to check with", "Set SENDGRID_WEBHOOK_PUBLIC_KEY to the verification key that SendGrid shows"),
        MISSING_SIGNATURE(
                "no signature", "Switch the signature on: a security policy for Inbound Parse, signed events"),
        STALE(
                "a timestamp out of the window",
                "Check this machine's clock, or raise omnichannel.sendgrid-replay-window"),
        WRONG_SIGNATURE("a wrong signature", "Check SENDGRID_WEBHOOK_PUBLIC_KEY: mails and events have a key each");

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

    RejectedMail(Reason reason) {
        // No stack trace: whoever floods us with forgeries should not make us pay for it.
        super("Rejected mail: " + reason.words(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
