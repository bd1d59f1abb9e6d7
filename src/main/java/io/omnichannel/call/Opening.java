package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;

/** The first sentence of a relay session: spoken by Twilio from the TwiML, and the first entry of the session's history. */
public final class Opening {

    private Opening() {}

    /** @param resumed whether the line was lost and is taken up again */
    public static String of(AgentSettings settings, boolean resumed) {
        return resumed
                ? Phrases.in(settings.locale()).text(Phrase.BRIDGING)
                : settings.filled(settings.greetingMessage());
    }
}
