package io.omnichannel.messaging.outbox;

import io.omnichannel.email.MailOutcome;
import io.omnichannel.twilio.Backoff;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * What an attempt to send a mail means for its place in the outbox. One that may have left is sent once more when nobody tells
 * of it in time, and never a third time.
 */
final class MailResults {

    private final Duration unknownWait;
    private final Duration pause;

    /**
     * @param unknownWait how long news of a mail that may have left is waited for
     * @param pause how long mail rests after it failed too often
     */
    MailResults(Duration unknownWait, Duration pause) {
        this.unknownWait = unknownWait;
        this.pause = pause;
    }

    /** Whoever was sending it vanished: its events may still come. */
    SendResult interrupted(OutboxItem item) {
        return item.twice()
                ? twice("Sending it was interrupted")
                : SendResult.unsettled(unknownWait, "Sending it was interrupted");
    }

    /** Nobody was asked. */
    SendResult paused() {
        return SendResult.paused(pause, "Sending mail fails too often and rests for a while");
    }

    SendResult of(MailOutcome outcome, OutboxItem item) {
        return switch (outcome) {
            case MailOutcome.Sent sent -> SendResult.sent(sent.providerId());
            case MailOutcome.Later later -> SendResult.again(wait(later, item.attempts()), "", later.why());
            case MailOutcome.Refused refused -> SendResult.dead(refused.code(), refused.why());
            case MailOutcome.Unknown again when item.unknown() -> twice(again.why());
            case MailOutcome.Unknown unknown -> SendResult.unknown(unknownWait, unknown.why());
        };
    }

    /** @param underWay whether the mail had begun to leave */
    static MailOutcome outcome(Exception failure, boolean underWay) {
        return switch (failure) {
            case MailTrouble trouble -> new MailOutcome.Unknown(trouble.getMessage());
            case MessagingException smtp -> MailOutcome.ofSmtp(smtp, underWay);
            case IOException http -> MailOutcome.ofHttp(http);
            // Not the far end's doing: sent again it would fail again.
            default ->
                new MailOutcome.Refused(
                        "unsendable",
                        "The mail cannot be written: " + failure.getClass().getSimpleName());
        };
    }

    private static SendResult twice(String why) {
        return SendResult.dead("unknown", why + ", twice; it may have arrived");
    }

    private static Duration wait(MailOutcome.Later later, int attempts) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SecureRandom());
        return later.atLeast().plus(backoff.after(attempts));
    }
}
