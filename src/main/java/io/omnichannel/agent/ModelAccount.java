package io.omnichannel.agent;

import java.time.Duration;

/** A tenant's day's account, for whoever asks the server's model beside the turns of a conversation. Nothing here waits. */
public interface ModelAccount {

    /** Whether the day has nothing left: then no model is asked. */
    boolean isSpent(String tenant, AgentSettings settings);

    /**
     * Puts a request on the account.
     *
     * @param input tokens that the model was shown
     * @param output tokens that it said
     * @param took by the clock
     */
    void charge(String tenant, AgentSettings settings, String model, int input, int output, Duration took);
}
