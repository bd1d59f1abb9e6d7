package io.omnichannel.messaging.mirror;

import java.util.UUID;

/**
 * A conversation that this node copies now.
 *
 * @param fence what proves that the lease is still ours
 * @param attempts how often it has been tried since something was last copied, this time included
 * @param unsure whether Twilio may have the next message although nobody wrote that down
 */
public record MirrorClaim(String tenant, UUID conversation, long fence, int attempts, boolean unsure) {}
