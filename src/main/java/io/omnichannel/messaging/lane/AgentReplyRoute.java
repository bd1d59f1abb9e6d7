package io.omnichannel.messaging.lane;

/** Whoever answers a conversation that was claimed: the route {@code agent-reply}. */
@FunctionalInterface
public interface AgentReplyRoute {

    void answer(Lane lane);
}
