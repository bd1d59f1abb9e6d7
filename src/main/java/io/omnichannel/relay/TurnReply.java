package io.omnichannel.relay;

import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's answer to one turn on its way to the caller. Its fields are guarded by the session's lock, so that after a
 * cancel not one more frame goes out.
 */
final class TurnReply implements Reply {

    private final Answering answering;
    private final Question question;
    private final long askedAt = System.nanoTime();
    private final Utterance utterance = new Utterance();
    private final List<Runnable> cancelActions = new ArrayList<>(1);
    private Thread thread;
    private Next next = new Next.Listen();
    private int tokens;
    private long firstTokenAt;
    private long lastTokenAt;

    /**
     * What the caller asked.
     *
     * @param text of one or more prompts: one utterance can arrive as several
     * @param linesBefore how much of the history came before it
     * @param writtenSeq the last written message among those lines, 0 for none
     */
    record Question(String text, int linesBefore, long writtenSeq) {}

    TurnReply(Answering answering, Question question) {
        this.answering = answering;
        this.question = question;
    }

    @Override
    public void say(String token) {
        answering.say(this, token);
    }

    @Override
    public void then(Next next) {
        this.next = next;
    }

    @Override
    public boolean cancelled() {
        return !answering.isCurrent(this);
    }

    @Override
    public void onCancel(Runnable action) {
        if (!answering.keepCancelAction(this, action)) {
            action.run();
        }
    }

    void runsOn(Thread thread) {
        this.thread = thread;
    }

    /** Notes a token that is about to be sent. */
    void sending(String token, long now) {
        if (tokens++ == 0) {
            firstTokenAt = now;
        }
        lastTokenAt = now;
        utterance.add(token);
    }

    /** Stops the agent's work; that no more is sent is the session's doing. */
    void cancel() {
        thread.interrupt();
        // Closing a stream may take its time or fail, and neither is the session's business.
        cancelActions.forEach(action -> Thread.ofVirtual().name("turn-cancel").start(action));
    }

    boolean addCancelAction(Runnable action) {
        return cancelActions.add(action);
    }

    boolean isSilent() {
        return tokens == 0;
    }

    Question question() {
        return question;
    }

    Utterance utterance() {
        return utterance;
    }

    Next next() {
        return next;
    }

    int tokens() {
        return tokens;
    }

    long firstTokenNanos() {
        return firstTokenAt - askedAt;
    }

    /** Null when nothing was sent. */
    Integer firstTokenMs() {
        return tokens == 0 ? null : (int) (firstTokenNanos() / 1_000_000);
    }

    /** Null when nothing was sent. */
    Integer lastTokenMs() {
        return tokens == 0 ? null : (int) ((lastTokenAt - askedAt) / 1_000_000);
    }
}
