package io.omnichannel.messaging;

/**
 * What became of a message that is now on disk.
 *
 * @param first false for a second delivery, which changed nothing
 * @param laneReady whether somebody waits for an answer
 */
public record AcceptedMessage(String tenant, boolean first, boolean laneReady) {}
