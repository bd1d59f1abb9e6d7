package io.omnichannel.messaging;

import java.time.Duration;

/** Whoever answers the conversations that wait for it. */
@FunctionalInterface
public interface LaneSignal {

    /** A conversation has to be answered in so long. */
    void readyIn(Duration delay);
}
