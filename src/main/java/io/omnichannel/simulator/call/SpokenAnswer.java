package io.omnichannel.simulator.call;

import java.time.Duration;

/**
 * One thing the agent said.
 *
 * @param text all its tokens, whether heard or not
 * @param frames how many frames it came in
 * @param askedNanos when the caller's words were sent, by {@link System#nanoTime()}; without any: {@code firstNanos}
 * @param firstNanos when its first frame came
 * @param lastNanos when its last frame came
 */
public record SpokenAnswer(String text, int frames, long askedNanos, long firstNanos, long lastNanos, Ending ending) {

    /** How it ended: by {@code last:true}, by the caller who spoke into it, or with the session. */
    public enum Ending {
        COMPLETE,
        INTERRUPTED,
        CUT
    }

    public Duration untilFirstFrame() {
        return Duration.ofNanos(firstNanos - askedNanos);
    }
}
