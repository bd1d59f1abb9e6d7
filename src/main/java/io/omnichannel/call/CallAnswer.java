package io.omnichannel.call;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;

/**
 * What was decided about a call, as the event's row keeps it: every delivery of the event is answered from the same row.
 *
 * @param ticket for a relay session, when the decision is to connect or to resume
 * @param opening what a call of ours, or an agent who has the caller back, begins with; empty for the greeting
 * @param settings the tenant's configuration without what only a model needs
 * @param closed whether it is outside of the opening hours
 * @param voicemail how a message is recorded
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallAnswer(
        Decision decision,
        String baseUrl,
        String ticket,
        AgentSettings settings,
        String opening,
        boolean closed,
        Voicemail voicemail) {

    /** @param transcribe whether Twilio writes it down too */
    public record Voicemail(int seconds, boolean transcribe) {
        static final Voicemail DEFAULT = new Voicemail(120, false);
    }

    /** @param opening absent in the row of a call of the customer's, as {@code voicemail} is in older rows */
    public CallAnswer {
        opening = opening == null ? "" : opening;
        voicemail = voicemail == null ? Voicemail.DEFAULT : voicemail;
    }

    static CallAnswer of(Decision decision, AgentSettings settings) {
        return new CallAnswer(decision, "", "", settings, "", false, Voicemail.DEFAULT);
    }

    /** For a number that is nobody's: a sentence in the language of the number's country, as far as we speak it. */
    static CallAnswer unknownNumber(String called) {
        String language = NumberLanguage.of(called).toLanguageTag();
        return of(Decision.UNKNOWN_NUMBER, AgentDefaults.settings(language));
    }

    /** For a call that we never took, or no longer know: there is nothing to say. */
    static CallAnswer unknownCall() {
        return of(Decision.UNKNOWN_CALL, AgentDefaults.settings());
    }
}
