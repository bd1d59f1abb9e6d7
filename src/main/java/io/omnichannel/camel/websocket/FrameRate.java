package io.omnichannel.camel.websocket;

/** A bucket of frames that fills steadily. Only the thread that reads the session uses it. */
final class FrameRate {

    private final int perSecond;
    private final int burst;
    private double left;
    private long counted;

    FrameRate(int perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.left = burst;
        this.counted = now;
    }

    /** @param now nanoseconds of {@link System#nanoTime()} */
    boolean allows(long now) {
        if (perSecond == 0) {
            return true;
        }
        left = Math.min(burst, left + (now - counted) * (double) perSecond / 1_000_000_000L);
        counted = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
