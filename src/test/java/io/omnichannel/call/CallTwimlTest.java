package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** What a caller hears where a route has no {@code enrich} step any more. */
class CallTwimlTest {

    private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();

    @Test
    void saysTheWordWhileAHumansTelephoneRings() throws Exception {
        String twiml = text(CallTwiml.dial(answer(Decision.DIAL), Optional.empty()));

        assertThat(twiml).containsSubsequence("<Say voice=\"Polly.Lea-Neural\"", "</Say><Dial ");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"VOICE_OFF", "BUSY", "DAY_SPENT", "UNANSWERED", "NOBODY_REACHABLE", "VOICEMAIL_TAKEN", "GIVE_UP"})
    void saysTheSentenceThatEndsACall(Decision decision) throws Exception {
        String twiml = text(CallTwiml.sentence(answer(decision), Optional.empty()));

        assertThat(twiml).containsSubsequence("<Say voice=\"Polly.Lea-Neural\"", "</Say><Hangup/>");
    }

    @ParameterizedTest
    @CsvSource({"en-US, Polly.Joanna-Neural", "fr-FR, Polly.Lea-Neural"})
    void apologisesInTheLanguageOfTheTenantWhoseCallWasTaken(String language, String voice) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(CallAnswer.of(Decision.CONNECT, AgentDefaults.settings(language)));

        new TwimlProcessors().apologyTwiml().process(exchange);

        assertThat(text(exchange.getMessage().getBody(byte[].class))).contains(voice);
    }

    private CallAnswer answer(Decision decision) throws Exception {
        ObjectNode settings = json.valueToTree(AgentDefaults.settings("fr-FR"));
        settings.put("transfer_number", "+33140000000");
        return new CallAnswer(
                decision, "https://omni.example", "", json.treeToValue(settings, AgentSettings.class), "", false, null);
    }

    private static String text(byte[] twiml) {
        return new String(twiml, StandardCharsets.UTF_8);
    }
}
