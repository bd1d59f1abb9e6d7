package io.omnichannel.relay;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import java.util.Optional;

/** What is said after an answer's own words: that a human takes over, that nobody can, or that we did not understand. */
final class LastWords {

    private LastWords() {}

    /** @param failed whether the agent broke off */
    static Optional<String> of(TurnReply reply, boolean failed, AgentSettings tenant, Humans humans) {
        boolean handOff = reply.next() instanceof Next.HandOff;
        if (handOff && humans.areThereFor(tenant)) {
            return Optional.of(tenant.filled(tenant.transferMessage()));
        }
        if (handOff && reply.isSilent()) {
            return Optional.of(Phrases.in(tenant.locale()).text(Phrase.NOBODY_REACHABLE));
        }
        return failed || reply.isSilent() ? Optional.of(tenant.filled(tenant.fallbackMessage())) : Optional.empty();
    }
}
