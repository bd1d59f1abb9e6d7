package io.omnichannel.simulator.call;

import io.omnichannel.simulator.TwilioRuleBroken;

/** Hears a call while it goes on, on the thread that receives it: must be quick. */
public interface CallListener {

    /** A piece of the agent's speech; {@code last} ends what it says. */
    default void heard(String token, boolean last) {}

    /** Anything else that happened. */
    default void happened(Step step) {}

    /** What the server did ended the call; told to who listens, and again to who waits for the end. */
    default void endedBy(TwilioRuleBroken rule) {}
}
