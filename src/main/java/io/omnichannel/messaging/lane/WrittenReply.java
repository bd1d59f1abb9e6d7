package io.omnichannel.messaging.lane;

import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;

/** An answer that is collected whole before it is sent, or put off. For one thread. */
final class WrittenReply implements Reply {

    private final StringBuilder text = new StringBuilder();
    private final boolean mayBePutOff;
    private boolean putOff;
    private Next next = new Next.Listen();

    WrittenReply(boolean mayBePutOff) {
        this.mayBePutOff = mayBePutOff;
    }

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
    public boolean putOff() {
        putOff = mayBePutOff;
        return putOff;
    }

    boolean isPutOff() {
        return putOff;
    }

    String text() {
        return text.toString().strip();
    }

    Next next() {
        return next;
    }
}
