package io.omnichannel.camel.websocket;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * What one endpoint allows its peers. Zero switches off the frame rate, the ping and the limit of silence.
 *
 * @param maxTextSize UTF-8 bytes of a text message, however it was fragmented
 * @param maxBinarySize bytes of a binary message
 * @param maxFramesPerSecond sustained, per session
 * @param maxFrameBurst at once, per session
 * @param sendTimeLimit how long one frame may take to leave
 * @param bufferSizeLimit bytes waiting behind that frame
 * @param deadAfter silence after which a peer counts as gone
 */
record SocketLimits(
        int maxSessions,
        int maxTextSize,
        int maxBinarySize,
        int maxFramesPerSecond,
        int maxFrameBurst,
        Duration sendTimeLimit,
        int bufferSizeLimit,
        Duration pingInterval,
        Duration deadAfter) {

    /** How often to look: four times within the shortest of the durations, once a second at most. */
    Duration lookEvery() {
        return Stream.of(sendTimeLimit, pingInterval, deadAfter)
                .filter(Duration::isPositive)
                .map(duration -> duration.dividedBy(4))
                .filter(duration -> duration.compareTo(Duration.ofSeconds(1)) < 0)
                .map(duration -> duration.plusMillis(1))
                .min(Duration::compareTo)
                .orElse(Duration.ofSeconds(1));
    }
}
