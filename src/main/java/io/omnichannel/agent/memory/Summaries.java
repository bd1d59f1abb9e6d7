package io.omnichannel.agent.memory;

import io.omnichannel.agent.Identity;

/** Keeps a summary of what long conversations no longer show to their agent. */
@FunctionalInterface
public interface Summaries {

    /**
     * Tells that a conversation was looked at. Returns at once: a summary, where one is due, is made in the background.
     *
     * @param lines how far the timeline has come, at least
     */
    void seen(Identity whose, long lines);
}
