package io.omnichannel.messaging;

import java.time.Duration;

/**
 * How sending went.
 *
 * @param status {@code sent}, {@code queued} to try again, {@code unknown} to look first, {@code suppressed} or {@code dead}
 * @param providerId the provider's name for the message, or empty
 * @param errorCode the provider's or ours, or empty
 * @param reason for people, without anybody's words
 * @param retryIn for {@code queued} and {@code unknown}
 */
public record SendResult(String status, String providerId, String errorCode, String reason, Duration retryIn) {

    public static SendResult sent(String providerId) {
        return new SendResult("sent", providerId, "", "", Duration.ZERO);
    }

    /** Nothing reached the provider. */
    public static SendResult again(Duration in, String errorCode, String reason) {
        return new SendResult("queued", "", errorCode, reason, in);
    }

    /** The provider may have it. */
    public static SendResult unknown(Duration lookIn, String reason) {
        return new SendResult("unknown", "", "", reason, lookIn);
    }

    /** Must not be sent: the customer or a limit says no. */
    public static SendResult suppressed(String errorCode, String reason) {
        return new SendResult("suppressed", "", errorCode, reason, Duration.ZERO);
    }

    /** Cannot be sent; somebody has to look at it. */
    public static SendResult dead(String errorCode, String reason) {
        return new SendResult("dead", "", errorCode, reason, Duration.ZERO);
    }
}
