package io.omnichannel.conversation;

import java.util.UUID;

/** Where what is said in a call is kept. Every method is one statement and blocks until it is on disk. */
public interface Timeline {

    /** The next entry of the conversation. */
    void append(SpokenMessage message);

    /** What an answer cost in time; the message of the answer was appended before. */
    void record(TurnRecord turn);

    /** Of an answer that was interrupted only what was heard stays its content; the rest is kept as unheard. */
    void cutToHeard(String tenant, UUID message, Hearing hearing);

    /** The customer asked to go on in another channel. */
    void noteWish(String tenant, UUID conversation, Channel channel);

    /**
     * Something said in a call.
     *
     * @param transcript the whole text, where {@code content} is what was heard or recognised
     */
    record SpokenMessage(
            String tenant, UUID id, UUID conversation, UUID call, SenderRole role, String content, String transcript) {}

    /**
     * How an answer that was cut short is divided.
     *
     * @param estimated whether the line broke and nobody told us what was heard
     */
    record Hearing(String heard, String unheard, boolean estimated) {}

    /**
     * The ledger line of one answer.
     *
     * @param outcome {@code spoken}, {@code interrupted}, {@code failed} or {@code abandoned}
     * @param firstTokenMs from the caller's last word being received to the first frame sent; null when none was
     * @param lastTokenMs likewise to the last
     */
    record TurnRecord(
            String tenant,
            UUID conversation,
            UUID call,
            UUID message,
            String outcome,
            Integer firstTokenMs,
            Integer lastTokenMs,
            int tokens) {}
}
