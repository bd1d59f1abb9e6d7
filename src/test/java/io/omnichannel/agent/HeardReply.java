package io.omnichannel.agent;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reply that keeps what is said and can be cancelled, at once or after some words. */
final class HeardReply implements Reply {

    final List<String> tokens = new CopyOnWriteArrayList<>();
    private final int cancelAfter;
    private volatile boolean cancelled;
    private volatile Next next;

    HeardReply() {
        this(Integer.MAX_VALUE);
    }

    HeardReply(int cancelAfter) {
        this.cancelAfter = cancelAfter;
        this.cancelled = cancelAfter == 0;
    }

    @Override
    public void say(String token) {
        tokens.add(token);
        cancelled |= tokens.size() >= cancelAfter;
    }

    @Override
    public void then(Next next) {
        this.next = next;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    String text() {
        return String.join("", tokens);
    }

    /** Null when the agent never got that far. */
    Next next() {
        return next;
    }
}
