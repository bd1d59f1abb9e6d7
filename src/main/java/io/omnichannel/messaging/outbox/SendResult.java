package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Channel;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How sending went.
 *
 * @param status {@code sent}, {@code queued} to try again, {@code unknown} to look first, {@code suppressed} or {@code dead}
 * @param providerId the provider's name for the message, or empty
 * @param errorCode the provider's or ours, or empty
 * @param reason for people, without anybody's words
 * @param retryIn for {@code queued} and {@code unknown}
 * @param tried whether the provider was asked at all
 * @param details JSON object kept with the message
 */
public record SendResult(
        String status,
        String providerId,
        String errorCode,
        String reason,
        Duration retryIn,
        boolean tried,
        String details) {

    private static final String NONE = "{}";

    public static SendResult sent(String providerId) {
        return new SendResult("sent", providerId, "", "", Duration.ZERO, true, NONE);
    }

    /** Nothing reached the provider. */
    public static SendResult again(Duration in, String errorCode, String reason) {
        return new SendResult("queued", "", errorCode, reason, in, true, NONE);
    }

    /** The provider was not asked: it is not this message's fault, and costs it no attempt. */
    public static SendResult later(Duration in, String errorCode, String reason) {
        return new SendResult("queued", "", errorCode, reason, in, false, NONE);
    }

    /** The provider failed so often that it is left alone for about so long; who waits for it does not come back at once. */
    static SendResult paused(Duration pause, String reason) {
        long millis = Math.max(200, pause.toMillis());
        return later(Duration.ofMillis(millis / 4 + ThreadLocalRandom.current().nextLong(millis)), "paused", reason);
    }

    /** The provider may have it. */
    public static SendResult unknown(Duration lookIn, String reason) {
        return new SendResult("unknown", "", "", reason, lookIn, true, NONE);
    }

    /** The provider may have it from before; it was not asked this time. */
    public static SendResult unsettled(Duration lookIn, String reason) {
        return new SendResult("unknown", "", "", reason, lookIn, false, NONE);
    }

    /** Must not be sent: the customer or a limit says no. */
    public static SendResult suppressed(String errorCode, String reason) {
        return new SendResult("suppressed", "", errorCode, reason, Duration.ZERO, true, NONE);
    }

    /** Cannot be sent; somebody has to look at it. */
    public static SendResult dead(String errorCode, String reason) {
        return new SendResult("dead", "", errorCode, reason, Duration.ZERO, true, NONE);
    }

    /** A mail that may have left before cannot be looked for: that stays in doubt, whatever became of this try. */
    SendResult about(OutboxItem item) {
        return item.unknown() && item.channel() == Channel.EMAIL && status.equals("queued")
                ? new SendResult("unknown", providerId, errorCode, reason, retryIn, tried, details)
                : this;
    }

    /** @param json object for the message's details */
    SendResult with(String json) {
        return new SendResult(status, providerId, errorCode, reason, retryIn, tried, json);
    }
}
