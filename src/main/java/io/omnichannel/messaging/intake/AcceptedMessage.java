package io.omnichannel.messaging.intake;

import java.util.UUID;

/**
 * What became of a message that is now on disk.
 *
 * @param first false for a second delivery, which changed nothing
 * @param conversation null for a second delivery
 * @param seq the message's place in the timeline
 * @param laneReady whether somebody waits for an answer
 * @param unparsed whether it is kept raw, because it could not be read
 * @param mergeWanted whether it proved two customers to be one
 */
public record AcceptedMessage(
        String tenant,
        boolean first,
        UUID conversation,
        long seq,
        boolean laneReady,
        boolean unparsed,
        boolean mergeWanted) {

    /** In a word, for a metric. */
    String outcome() {
        return first ? unparsed ? "unparsed" : "accepted" : "repeated";
    }
}
