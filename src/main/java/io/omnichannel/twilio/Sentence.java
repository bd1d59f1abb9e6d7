package io.omnichannel.twilio;

import io.omnichannel.agent.AgentSettings;
import java.util.Locale;
import java.util.Optional;

/**
 * Something to be said in a call outside of the relay.
 *
 * @param text empty where there is nothing to say
 * @param tenant whose sentence it is, empty while nobody knows
 * @param baseUrl where this server is for Twilio
 */
public record Sentence(String text, Locale language, Optional<AgentSettings> tenant, String baseUrl) {

    public static Sentence of(AgentSettings tenant, String text, String baseUrl) {
        return new Sentence(text, tenant.locale(), Optional.of(tenant), baseUrl);
    }

    public static Sentence ofNobody(Locale language, String text, String baseUrl) {
        return new Sentence(text, language, Optional.empty(), baseUrl);
    }

    /** The sentence in the nearest voice that Twilio itself has. */
    public Verb say() {
        return tenant.map(VoiceNames::say)
                .orElseGet(() -> VoiceNames.say(language))
                .say(text);
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "Sentence[" + language + "]";
    }
}
