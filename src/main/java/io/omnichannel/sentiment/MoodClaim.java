package io.omnichannel.sentiment;

import java.util.UUID;

/**
 * A conversation whose customer's words this node reads now.
 *
 * @param fence what proves that the lease is still ours
 */
public record MoodClaim(String tenant, UUID conversation, long fence) {}
