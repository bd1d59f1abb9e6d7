package io.omnichannel.messaging.lane;

import java.util.UUID;

/**
 * A conversation that this node answers now.
 *
 * @param fence what proves that the lease is still ours when the answer is written
 * @param answeredSeq up to here every message of the customer is answered
 * @param failures how often in a row whoever had it did not give it back, or put the answer off
 */
public record Lane(String tenant, UUID conversation, long fence, long answeredSeq, int failures) {}
