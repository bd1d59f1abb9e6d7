package io.omnichannel.agent;

/** Where an agent's answer goes while it is being made. Safe for one thread after the other. */
public interface Reply {

    /** Streams a piece of text exactly as it is, white space included. Does nothing once cancelled. */
    void say(String token);

    /** What happens after the words; the last call counts, {@link Next.Listen} without one. */
    void then(Next next);

    /** Whether nobody listens any more. */
    boolean cancelled();

    /**
     * Puts the answer off, when there is none now: the same is asked again in a while, and nothing of this answer is kept.
     *
     * @return false where it cannot be: somebody waits on the line, or it was put off often enough
     */
    default boolean putOff() {
        return false;
    }

    /** Something happened on the way to the answer, just now. */
    default void reached(Moment moment) {}
}
