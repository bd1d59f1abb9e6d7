package io.omnichannel.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where what is said in a call is kept. Every method is one statement and blocks until it is on disk. */
public interface Timeline {

    /**
     * The next entry of the conversation.
     *
     * @return whether a human has taken the conversation over, in which the agent must not speak then
     */
    boolean append(SpokenMessage message);

    /** What an answer cost in time; the message of the answer was appended before. */
    void record(TurnRecord turn);

    /** Of an answer that was interrupted only what was heard stays its content; the rest is kept as unheard. */
    void cutToHeard(String tenant, UUID message, Hearing hearing);

    /** A silent caller was asked whether they are still there. */
    void noteNudge(String tenant, UUID call);

    /**
     * Something said in a call.
     *
     * @param transcript the whole text, where {@code content} is what was heard or recognised
     * @param left how long it is still being said, about
     */
    record SpokenMessage(
            String tenant,
            UUID id,
            UUID conversation,
            UUID call,
            SenderRole role,
            String content,
            String transcript,
            Duration left) {}

    /**
     * How an answer that was cut short is divided.
     *
     * @param estimated whether the line broke and nobody told us what was heard
     * @param reopens the places of what was written and counted as answered with it, and waits again because not a word
     *     was heard
     */
    record Hearing(String heard, String unheard, boolean estimated, List<Long> reopens) {}

    /**
     * The ledger line of one answer.
     *
     * @param outcome {@code spoken}, {@code interrupted}, {@code failed} or {@code abandoned}
     * @param times when what happened
     * @param characters how many were sent to be spoken
     * @param answers the places of what was written and is answered by this as well
     */
    record TurnRecord(
            String tenant,
            UUID conversation,
            UUID call,
            UUID message,
            String outcome,
            TurnTimes times,
            int tokens,
            int characters,
            List<Long> answers) {}

    /**
     * When what happened in a turn, in milliseconds since the caller's last word was received; null for what did not.
     *
     * @param receivedAt when that was
     * @param modelAsked the request to a model left
     * @param modelAnswered the model's first word was there
     * @param firstFrame the first of the answer was sent
     * @param lastFrame the last of the answer was sent
     */
    record TurnTimes(
            Instant receivedAt, Integer modelAsked, Integer modelAnswered, Integer firstFrame, Integer lastFrame) {}
}
