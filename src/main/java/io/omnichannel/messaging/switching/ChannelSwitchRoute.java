package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;

/** Whoever decides about wishes and carries them out: the route {@code channel-switch}. */
@FunctionalInterface
public interface ChannelSwitchRoute {

    SwitchOutcome carryOut(SwitchWish wish);
}
