package io.omnichannel.email;

import java.time.Duration;

/**
 * How mail goes out.
 *
 * @param sendGridKey of the SendGrid account, or empty
 * @param sendGridUrl where SendGrid is, no trailing slash
 * @param smtpHost the SMTP server, or empty
 */
public record MailSettings(String sendGridKey, String sendGridUrl, String smtpHost) {

    /** After so long a mail is given up, whatever the server is doing; SendGrid's time limits together are shorter. */
    public static final Duration LONGEST_CONVERSATION = Duration.ofSeconds(20);

    /** The way that a mail takes. */
    public enum Way {
        SENDGRID,
        SMTP,
        /** Neither is set: what is to be sent becomes a dead letter that says so. */
        NONE
    }

    public MailSettings {
        sendGridKey = sendGridKey.strip();
        sendGridUrl = sendGridUrl.strip().replaceFirst("/+$", "");
        smtpHost = smtpHost.strip();
    }

    public Way way() {
        if (!sendGridKey.isEmpty()) {
            return Way.SENDGRID;
        }
        return smtpHost.isEmpty() ? Way.NONE : Way.SMTP;
    }

    public boolean bySendGrid() {
        return way() == Way.SENDGRID;
    }

    public boolean bySmtp() {
        return way() == Way.SMTP;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "MailSettings[" + way() + "]";
    }
}
