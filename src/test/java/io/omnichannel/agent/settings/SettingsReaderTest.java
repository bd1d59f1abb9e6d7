package io.omnichannel.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.platform.Problem.FieldError;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class SettingsReaderTest {

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

    private final SettingsReader reader = new SettingsReader(JSON);

    @Test
    void fillsInEveryDefault() throws Exception {
        SettingsDocument document = read("{}");

        assertThat(document.settings()).isEqualTo(AgentDefaults.settings());
        assertThat(JSON.treeToValue(document.json(), AgentSettings.class)).isEqualTo(document.settings());
        assertThat(document.warnings()).isEmpty();
    }

    @Test
    void takesNullAndEmptyForAbsent() throws Exception {
        ObjectNode empty = JSON.createObjectNode();
        ((ObjectNode) JSON.valueToTree(AgentDefaults.settings()))
                .fieldNames()
                .forEachRemaining(name -> empty.put(name, name.length() % 2 == 0 ? "" : null));

        assertThat(read(empty.toString()).settings()).isEqualTo(AgentDefaults.settings());
    }

    @Test
    void readsWhatItWrote() throws Exception {
        SettingsDocument first = read(
                """
                {"agent_name":"Léa","voice_provider":"google","voice_id":"en-GB-Chirp3-HD-Kore","voice_language":"en-GB",
                 "voice_settings":{"model":"flash_v2_5","model_id":"flash_v2_5","speed":1.1},"region":"gb",
                 "transfer_number":"020 7946 0018","opening_hours":{"mon":[["09:00","12:30"],["14:00","18:00"]],"sun":[]},
                 "quiet_hours":["22:00","07:30"],"tools":[],"llm":{"model":"m","api_key":"k"},
                 "channels_config":{"sms":{"enabled":false},"email":{"from":"A@B.example"},"whatsapp":{"template":
                   {"content_sid":"HX0123456789abcdef0123456789abcdef","variables":{"1":"x"}}}},
                 "limits":{"tokens_per_day":5000000000,"cost_per_day":2.5,"thinking_seconds_per_day":60},"lifetimes":{"idle_after":"PT1H"}}""");

        SettingsDocument second = read(first.json().toString());

        assertThat(first.settings().transferNumber()).isEqualTo("+442079460018");
        assertThat(first.settings().channelsConfig().email().from()).isEqualTo("a@b.example");
        assertThat(first.apiKey()).hasValue("k");
        assertThat(second.settings()).isEqualTo(first.settings());
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.apiKey()).isEmpty();
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        "elevenlabs, fr-FR, UgBBYS2sOqTuMpoF3BR0",
        "elevenlabs, en-US, UgBBYS2sOqTuMpoF3BR0",
        "amazon, fr-CA, Lea-Neural",
        "amazon, en-GB, Joanna-Neural",
        "google, fr, fr-FR-Neural2-F",
        "google, en-AU, en-US-Journey-O"
    })
    void choosesTheProvidersVoice(String provider, String language, String voice) throws Exception {
        SettingsDocument document =
                read("{\"voice_provider\":\"" + provider + "\",\"voice_language\":\"" + language + "\"}");

        assertThat(document.settings().voiceId()).isEqualTo(voice);
        assertThat(document.warnings()).isEmpty();
    }

    @Test
    void keepsElevenLabsNameOfTheModelBesideOurs() throws Exception {
        JsonNode voice = read("{\"voice_settings\":{\"model_id\":\"eleven_flash_v2_5\"}}")
                .json()
                .get("voice_settings");

        assertThat(voice.get("model").asText()).isEqualTo("eleven_flash_v2_5");
        assertThat(voice.get("model_id").asText()).isEqualTo("eleven_flash_v2_5");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "wrong-settings.csv", delimiter = ';', quoteCharacter = '`', numLinesToSkip = 1)
    void refusesWhatIsWrongAndSaysWhere(String body, String field, String words) throws Exception {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(JSON.readTree(body), errors);

        reader.read(fields, errors);
        fields.refuseUnknown();

        assertThat(errors.all()).extracting(FieldError::field).containsExactly(field);
        assertThat(errors.all().getFirst().message()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D\uDC69\u200D\uD83D\uDCBC Sara", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645"})
    void takesASignWithoutWidthThatSpells(String name) throws Exception {
        assertThat(read(JSON.createObjectNode().put("agent_name", name).toString())
                        .settings()
                        .agentName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"voice_settings\":{\"style\":0.2}}",
                "{\"voice_settings\":{\"use_speaker_boost\":false}}",
                "{\"voice_provider\":\"amazon\",\"voice_settings\":{\"speed\":1}}"
            })
    void warnsOfWhatNobodyWillHear(String body) throws Exception {
        assertThat(read(body).warnings()).extracting(SettingsWarning::code).containsExactly("voice_setting_unused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"greeting_message\":\"Hello {custmer}!\"} | greeting_message | {custmer}",
                "{\"greeting_message\":\"I am {{agent_name}}\"} | greeting_message | {{agent_name}}",
                "{\"fallback_message\":\"{Agent_Name} did not hear\"} | fallback_message | {Agent_Name}",
                "{\"transfer_message\":\"One moment, {first name}\"} | transfer_message | {first name}",
                "{\"channels_config\":{\"whatsapp\":{\"template\":{\"content_sid\":\"HX0123456789abcdef0123456789abcdef\",\"variables\":{\"2\":\"{day}\"}}}}} | channels_config.whatsapp.template.variables.2 | {day}"
            })
    void warnsOfAPlaceholderThatNobodyFillsIn(String body, String field, String placeholder) throws Exception {
        List<SettingsWarning> warnings = read(body).warnings();

        assertThat(warnings).extracting(SettingsWarning::code).containsExactly("unknown_placeholder");
        assertThat(warnings.getFirst().field()).isEqualTo(field);
        assertThat(warnings.getFirst().message()).contains("has " + placeholder + ",", "Known is {agent_name}");
    }

    @Test
    void takesThePlaceholderThatThereIs() throws Exception {
        String body = "{\"greeting_message\":\"I am {agent_name}.\",\"system_prompt\":\"Answer as {\\\"a\\\": 1}\"}";

        assertThat(read(body).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "elevenlabs, pNInz6obpgDQGcFmaJgB, de-DE",
        "amazon, Lea-Neural, fr-CA",
        "amazon, Lea, fr-FR",
        "amazon, Danielle-Long-Form, en-US",
        "amazon, Kajal-Neural, hi-IN",
        "amazon, Somebodynew-Generative, sv-SE",
        "google, fr-FR-Wavenet-A, fr-FR",
        "google, fr-FR-Chirp3-HD-Kore, fr-CA",
        "google, cmn-CN-Wavenet-A, zh-CN",
        "google, en-US-Studio-O, en-GB"
    })
    void takesVoicesThatAreWellFormed(String provider, String voice, String language) throws Exception {
        SettingsDocument document = read("{\"voice_provider\":\"%s\",\"voice_id\":\"%s\",\"voice_language\":\"%s\"}"
                .formatted(provider, voice, language));

        assertThat(document.settings().voiceId()).isEqualTo(voice);
    }

    @Test
    void wantsAnObject() {
        assertThatThrownBy(() -> JsonFields.of(JSON.readTree("[1]"), new InputErrors()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    private SettingsDocument read(String body) throws JsonProcessingException {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(JSON.readTree(body), errors);
        SettingsDocument document = reader.read(fields, errors);
        fields.refuseUnknown();
        assertThat(errors.all()).isEmpty();
        return document;
    }
}
