package io.omnichannel.messaging;

import java.util.UUID;

/**
 * A conversation that this node answers now.
 *
 * @param fence what proves that the lease is still ours when the answer is written
 * @param answeredSeq up to here every message of the customer is answered
 */
public record Lane(String tenant, UUID conversation, long fence, long answeredSeq) {}
