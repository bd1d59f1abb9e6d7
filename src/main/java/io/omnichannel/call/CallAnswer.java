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
 * @param opening what a call of ours begins with; empty for the greeting
 * @param settings the tenant's configuration without what only a model needs
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record CallAnswer(Decision decision, String baseUrl, String ticket, AgentSettings settings, String opening) {

    /** @param opening absent in the row of a call of the customer's */
    public CallAnswer {
        opening = opening == null ? "" : opening;
    }

    /** For a number that is nobody's: a sentence in the language of the number's country, as far as we speak it. */
    static CallAnswer unknownNumber(String called) {
        String language = NumberLanguage.of(called).toLanguageTag();
        return new CallAnswer(Decision.UNKNOWN_NUMBER, "", "", AgentDefaults.settings(language), "");
    }

    /** For a call that we never took, or no longer know: there is nothing to say. */
    static CallAnswer unknownCall() {
        return new CallAnswer(Decision.UNKNOWN_CALL, "", "", AgentDefaults.settings(), "");
    }
}
