package io.omnichannel.agent;

/** Whoever answers the customer: the offline script or a model. Stateless; one instance serves every conversation. */
public interface Agent {

    /**
     * Answers one turn. Runs on a virtual thread of its own and returns when the answer is complete. When the reply is
     * cancelled (the caller interrupts, hangs up) the thread is interrupted and nothing said afterwards reaches anybody.
     *
     * @throws InterruptedException when cancelled while waiting
     */
    void answer(Turn turn, Reply reply) throws InterruptedException;
}
