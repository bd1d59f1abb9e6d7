package io.omnichannel.agent.model;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.Turn;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An answer as it arrives, and somebody who may have had enough of it, or may wait for it. */
final class SpokenReply implements Reply {

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<Moment> moments = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile Next next;
    private boolean waits;
    private boolean putOff;
    private Thread thread;

    /** Answers on the calling thread. */
    static SpokenReply of(Agent agent, Turn turn) throws InterruptedException {
        SpokenReply reply = new SpokenReply();
        agent.answer(turn, reply);
        return reply;
    }

    /** Answers somebody who may be answered later. */
    static SpokenReply inTime(Agent agent, Turn turn) throws InterruptedException {
        SpokenReply reply = new SpokenReply();
        reply.waits = true;
        agent.answer(turn, reply);
        return reply;
    }

    /** Answers on a thread of its own. */
    static SpokenReply begin(Agent agent, Turn turn) {
        SpokenReply reply = new SpokenReply();
        reply.thread = Thread.ofVirtual().start(() -> {
            try {
                agent.answer(turn, reply);
            } catch (InterruptedException cancelled) {
                // As a session sees it.
            }
        });
        return reply;
    }

    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    boolean isDone() {
        return !thread.isAlive();
    }

    @Override
    public synchronized void say(String token) {
        if (!cancelled) {
            tokens.add(token);
        }
    }

    @Override
    public void then(Next next) {
        this.next = next;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    @Override
    public void reached(Moment moment) {
        moments.add(moment);
    }

    @Override
    public boolean putOff() {
        putOff = waits;
        return putOff;
    }

    boolean isPutOff() {
        return putOff;
    }

    String text() {
        return String.join("", tokens);
    }

    List<String> tokens() {
        return tokens;
    }

    List<Moment> moments() {
        return moments;
    }

    /** Null when the agent never got that far. */
    Next next() {
        return next;
    }
}
