package io.omnichannel.messaging;

import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;

/** An answer that is collected whole before it is sent. For one thread. */
final class WrittenReply implements Reply {

    private final StringBuilder text = new StringBuilder();
    private Next next = new Next.Listen();

    @Override
    public void say(String token) {
        text.append(token);
    }

    @Override
    public void then(Next next) {
        this.next = next;
    }

    /** A written answer is never interrupted: whatever comes meanwhile is answered after it. */
    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public void onCancel(Runnable action) {}

    String text() {
        return text.toString().strip();
    }

    Next next() {
        return next;
    }
}
