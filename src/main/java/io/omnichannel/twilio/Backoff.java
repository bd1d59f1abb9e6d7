package io.omnichannel.twilio;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: exponential with full jitter, so that those who failed together do not come back
 * together.
 *
 * @param first the longest wait after the first try; it doubles with each
 * @param longest no wait is longer
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    // Beyond this, doubling a millisecond has passed every cap.
    private static final int MAX_DOUBLINGS = 40;

    /** Half a second doubling to a minute. */
    public static Backoff standard(RandomGenerator random) {
        return new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), random);
    }

    /** @param tries how many have failed, from 1 */
    public Duration after(int tries) {
        int doublings = Math.clamp(tries - 1L, 0, MAX_DOUBLINGS);
        double ceiling = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, doublings));
        return Duration.ofMillis(random.nextLong((long) ceiling + 1));
    }
}
