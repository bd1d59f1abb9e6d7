package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class AgentDefaultsTest {

    private final ObjectMapper json = Jackson2ObjectMapperBuilder.json().build();

    @Test
    void hasExactlyTheContractsFields() {
        JsonNode stored = json.valueToTree(AgentDefaults.settings());

        assertThat(stored.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "agent_name",
                        "agent_personality",
                        "system_prompt",
                        "voice_provider",
                        "voice_id",
                        "voice_language",
                        "voice_settings",
                        "greeting_message",
                        "fallback_message",
                        "transfer_message",
                        "transfer_number",
                        "channels_config",
                        "max_conversation_duration",
                        "interruption_enabled",
                        "sentiment_analysis_enabled",
                        "transcription",
                        "time_zone",
                        "region",
                        "opening_hours",
                        "quiet_hours",
                        "tools",
                        "llm",
                        "limits",
                        "lifetimes",
                        "retention_days",
                        "agent_type",
                        "auto_noise_detection");
    }

    @Test
    void hasTheContractsValues() throws Exception {
        JsonNode expected = json.readTree(
                """
                {"agent_name":"Sara","agent_personality":"professional","agent_type":"multi_purpose","system_prompt":null,
                 "voice_provider":"elevenlabs","voice_id":"UgBBYS2sOqTuMpoF3BR0","voice_language":"fr-FR","voice_settings":null,
                 "greeting_message":"Bonjour, je suis {agent_name}, votre assistante virtuelle.",
                 "fallback_message":"Je n'ai pas bien compris, pouvez-vous reformuler ?",
                 "transfer_message":"Je vous transfère vers un conseiller.","transfer_number":null,
                 "channels_config":{"voice":{"enabled":true},"sms":{"enabled":true},
                   "whatsapp":{"enabled":true,"template":null},"email":{"enabled":true,"from":null}},
                 "max_conversation_duration":1800,"interruption_enabled":true,"sentiment_analysis_enabled":false,
                 "auto_noise_detection":true,"transcription":{"provider":"Deepgram","model":null},
                 "time_zone":"Europe/Paris","region":"FR","opening_hours":null,"quiet_hours":["21:00","08:00"],
                 "tools":["switch_channel","transfer_to_human","end_conversation","remember","opening_hours"],"llm":null,
                 "limits":{"concurrent_calls":null,"messages_per_day":null,"operator_messages_per_day":null,
                   "calls_per_day":null,"tokens_per_day":null},
                 "lifetimes":{"idle_after":"PT30M","closed_after":"P7D"},"retention_days":395}
                """);

        JsonNode stored = json.valueToTree(AgentDefaults.settings());
        assertThat(stored).isEqualTo(expected);
    }

    @Test
    void comesBackFromJsonAsItWas() throws Exception {
        for (String language : List.of("fr-FR", "fr-CA", "en-US", "en-GB")) {
            AgentSettings settings = AgentDefaults.settings(language);

            assertThat(json.readValue(json.writeValueAsString(settings), AgentSettings.class))
                    .isEqualTo(settings);
        }
    }

    @Test
    void speaksEnglishInAnEnglishVoice() {
        AgentSettings english = AgentDefaults.settings("en-US");

        assertThat(english.filled(english.greetingMessage())).isEqualTo("Hello, I'm Sara, your virtual assistant.");
        assertThat(AgentDefaults.voiceId("amazon", "en-US")).contains("Joanna-Neural");
        assertThat(AgentDefaults.voiceId("google", "fr-CA")).contains("fr-FR-Neural2-F");
    }

    @Test
    void hasNoVoiceForOtherLanguages() {
        assertThat(AgentDefaults.voiceId("elevenlabs", "de-DE")).isEmpty();
        assertThat(AgentDefaults.voiceId("acme", "fr-FR")).isEmpty();
        assertThatThrownBy(() -> AgentDefaults.settings("de-DE")).isInstanceOf(IllegalArgumentException.class);
    }
}
