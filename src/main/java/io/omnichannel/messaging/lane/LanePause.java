package io.omnichannel.messaging.lane;

import java.time.Duration;

/**
 * An answer that could not be given now; the lane is given back and is ready again in a while.
 *
 * @param time how long that is
 */
record LanePause(Lane lane, Duration time) {

    /** Beside the kinds of a {@link LaneReply}, as the route branches on it. */
    public String kind() {
        return "later";
    }
}
