package io.omnichannel.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What became of a mail that was handed over. Sending a mail is not idempotent: only what surely did not leave is safe to repeat. */
public sealed interface MailOutcome {

    /** Whoever delivers it has it. @param providerId theirs for the mail, or empty */
    record Sent(String providerId) implements MailOutcome {}

    /** It was not taken. @param atLeast what we were asked to wait, zero when not told */
    record Later(Duration atLeast, String why) implements MailOutcome {}

    /** It will not be taken, whenever it is sent. @param code the other side's, or ours */
    record Refused(String code, String why) implements MailOutcome {}

    /** Nobody knows whether it was taken. */
    record Unknown(String why) implements MailOutcome {}

    /**
     * Judges SendGrid's answer.
     *
     * @param messageId {@code X-Message-Id}, or empty
     * @param resetsAt {@code X-RateLimit-Reset} in Unix seconds, or empty
     */
    static MailOutcome ofSendGrid(int status, String messageId, String resetsAt, Clock clock) {
        // 200 is the sandbox's.
        if (status == 202 || status == 200) {
            return new Sent(messageId);
        }
        if (status == 429) {
            return new Later(Judgement.until(resetsAt, clock.instant()), "SendGrid answered 429");
        }
        if (status >= 500 || status == 408) {
            return new Unknown("SendGrid answered " + status);
        }
        String cure = status == 401 || status == 403
                ? "; check SENDGRID_API_KEY and its right to send from this address"
                : "";
        return new Refused(String.valueOf(status), "SendGrid refused the mail with " + status + cure);
    }

    /** Judges a request to SendGrid that was not answered. */
    static MailOutcome ofHttp(IOException failure) {
        String name = failure.getClass().getSimpleName();
        return Judgement.neverLeft(failure)
                ? new Later(Duration.ZERO, "SendGrid could not be reached: " + name)
                : new Unknown("The line to SendGrid broke: " + name);
    }

    /** Whether a mail server that failed said nothing of the mail: then the server is at fault, and not the mail. */
    static boolean isSilence(MessagingException failure) {
        return !(failure instanceof AddressException) && Judgement.smtpCode(failure) == 0;
    }

    /** Judges an SMTP conversation that failed. @param underWay whether the mail's own bytes had begun to leave */
    static MailOutcome ofSmtp(Exception failure, boolean underWay) {
        if (failure instanceof AddressException) {
            return new Refused("address", "An address of the mail cannot be sent to");
        }
        if (failure instanceof AuthenticationFailedException login) {
            return Judgement.isForNow(login)
                    ? new Later(Judgement.GREYLISTED, "The mail server lets us in later")
                    : new Refused(
                            "535",
                            "The mail server does not let us in; check SPRING_MAIL_USERNAME and SPRING_MAIL_PASSWORD");
        }
        int code = Judgement.smtpCode(failure);
        if (code >= 500) {
            return new Refused(String.valueOf(code), "The mail server refused the mail with " + code);
        }
        if (code >= 400) {
            return new Later(Judgement.GREYLISTED, "The mail server answered " + code);
        }
        return underWay
                ? new Unknown("The line to the mail server broke while the mail left")
                : new Later(Duration.ZERO, "The mail server could not be reached");
    }

    /** The rules behind the three above. */
    final class Judgement {

        static final Duration GREYLISTED = Duration.ofMinutes(1);

        private static final Duration LONGEST = Duration.ofMinutes(10);
        /** Apache's names for what happens before anything is sent. */
        private static final Set<String> BEFORE_SENDING =
                Set.of("ConnectTimeoutException", "ConnectionRequestTimeoutException", "HttpHostConnectException");

        private Judgement() {}

        private static Duration until(String resetsAt, Instant now) {
            if (!resetsAt.matches("\\d{1,12}")) {
                return Duration.ZERO;
            }
            Duration left = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(resetsAt)));
            return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) > 0 ? LONGEST : left;
        }

        private static boolean neverLeft(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConnectException
                        || cause instanceof NoRouteToHostException
                        || cause instanceof UnknownHostException
                        || cause instanceof SSLHandshakeException
                        || BEFORE_SENDING.contains(cause.getClass().getSimpleName())) {
                    return true;
                }
            }
            return false;
        }

        /** 454, a temporary failure: of a login the server's word is only in the message. */
        private static boolean isForNow(AuthenticationFailedException login) {
            return login.getMessage() != null && login.getMessage().startsWith("4");
        }

        /** The server's own word, 0 without one. What refused one recipient hangs behind the exception as its next. */
        private static int smtpCode(Throwable failure) {
            int code =
                    switch (failure) {
                        case SMTPSendFailedException refused -> refused.getReturnCode();
                        case SMTPSenderFailedException refused -> refused.getReturnCode();
                        case SMTPAddressFailedException refused -> refused.getReturnCode();
                        default -> 0;
                    };
            Exception next = failure instanceof MessagingException mail ? mail.getNextException() : null;
            int behind = next == null || next == failure ? 0 : smtpCode(next);
            return Math.max(code, behind);
        }
    }
}
