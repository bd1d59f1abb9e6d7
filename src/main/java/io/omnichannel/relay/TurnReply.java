package io.omnichannel.relay;

import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Reply;
import io.omnichannel.conversation.Timeline.TurnTimes;
import io.omnichannel.conversation.WrittenLine;
import java.time.Instant;
import java.util.List;

/**
 * The agent's answer to one turn on its way to the caller. Its fields are guarded by the session's lock, so that after a
 * cancel not one more frame goes out.
 */
final class TurnReply implements Reply {

    private final Answering answering;
    private final Question question;
    private final Instant receivedAt;
    private final long receivedNanos;
    private final Utterance utterance = new Utterance();
    private Thread thread;
    private Next next = new Next.Listen();
    private int tokens;
    private long modelAskedAt;
    private long modelAnsweredAt;
    private long firstTokenAt;
    private long lastTokenAt;

    /**
     * What the caller asked.
     *
     * @param text of one or more prompts: one utterance can arrive as several
     * @param linesBefore how much of the history came before it
     * @param unanswered what the customer wrote among those lines and has heard no answer to
     */
    record Question(String text, int linesBefore, List<WrittenLine> unanswered) {

        /** The places of what an answer to this answers as well, and leaves open again when nobody hears it. */
        List<Long> written() {
            return unanswered.stream().map(WrittenLine::seq).toList();
        }
    }

    /** @param receivedNanos when the caller's last word was received, on the clock of {@link System#nanoTime()} */
    TurnReply(Answering answering, Question question, long receivedNanos) {
        this.answering = answering;
        this.question = question;
        this.receivedNanos = receivedNanos;
        this.receivedAt = Instant.now().minusNanos(System.nanoTime() - receivedNanos);
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
    public void reached(Moment moment) {
        answering.reached(this, moment, System.nanoTime());
    }

    void note(Moment moment, long now) {
        switch (moment) {
            case MODEL_ASKED -> modelAskedAt = modelAskedAt == 0 ? now : modelAskedAt;
            case MODEL_ANSWERED -> modelAnsweredAt = modelAnsweredAt == 0 ? now : modelAnsweredAt;
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

    /** From the caller's last word being received to the first frame of the answer. */
    long firstFrameNanos() {
        return firstTokenAt - receivedNanos;
    }

    long lastFrameNanos() {
        return lastTokenAt - receivedNanos;
    }

    TurnTimes times() {
        return new TurnTimes(
                receivedAt, millis(modelAskedAt), millis(modelAnsweredAt), millis(firstTokenAt), millis(lastTokenAt));
    }

    private Integer millis(long at) {
        return at == 0 ? null : (int) ((at - receivedNanos) / 1_000_000);
    }
}
