package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;

/** The first sentence of a relay session: spoken by Twilio from the TwiML, and the first entry of the session's history. */
public final class Opening {

    private Opening() {}

    /**
     * @param resumed whether the line was lost and is taken up again
     * @param bridging what a call of ours begins with; empty for a call of the customer's
     */
    public static String of(AgentSettings settings, boolean resumed, String bridging) {
        if (resumed) {
            return Phrases.in(settings.locale()).text(Phrase.BRIDGING);
        }
        return bridging.isEmpty() ? settings.filled(settings.greetingMessage()) : bridging;
    }
}
