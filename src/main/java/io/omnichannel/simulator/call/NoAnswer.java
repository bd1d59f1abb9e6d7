package io.omnichannel.simulator.call;

/** The agent did not say what the caller waited for: in time, or at all because the call is over. */
public final class NoAnswer extends RuntimeException {

    private final boolean callOver;

    public NoAnswer(String what, boolean callOver, Throwable cause) {
        super(what, cause);
        this.callOver = callOver;
    }

    /** Whether nothing can come any more. */
    public boolean callIsOver() {
        return callOver;
    }
}
