package io.omnichannel.agent.memory;

import io.omnichannel.agent.Identity;

/** Keeps a summary of what long conversations no longer show to their agent. */
@FunctionalInterface
public interface Summaries {

    /**
     * Tells that a conversation was looked at. Returns at once: a summary, where one is due, is made in the background.
     *
     * @param lastSeq how far the conversation's timeline has come, at least: the {@code seq} of its last line, on whichever
     *     channel; never how many lines a call or an agent has of it
     */
    void seen(Identity whose, long lastSeq);
}
