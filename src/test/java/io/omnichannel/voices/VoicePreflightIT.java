package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.voices.ProviderDouble;
import io.omnichannel.simulator.voices.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration is saved only with a voice that can be heard, or with a word about it. */
class VoicePreflightIT extends VoicesTest {

    // The contract's three voices, and others that the providers have.
    @ParameterizedTest
    @CsvSource({
        "elevenlabs, UgBBYS2sOqTuMpoF3BR0",
        "elevenlabs, pNInz6obpgDQGcFmaJgB",
        "amazon, Lea-Neural",
        "amazon, Remi-Generative",
        "amazon, Celine",
        "google, fr-FR-Neural2-F",
        "google, fr-FR-Chirp3-HD-Kore"
    })
    void saysNothingAboutAVoiceThatIsThere(String provider, String voice) {
        get("/agent/voices");

        HttpResponse<String> answer = put(provider, voice, "fr-FR", "");

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        assertThat(json(answer).path("warnings")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "google, fr-FR-Wavenet-A, fr-FR-Wavenet-F",
        "amazon, Celine-Neural, Lea-Neural",
        "elevenlabs, aaaaaaaaaaaaaaaaaaaa, simFrFemaleParis0001"
    })
    void savesAVoiceThatTheCatalogueLacksAndNamesTheNearest(String provider, String voice, String nearest) {
        get("/agent/voices");

        HttpResponse<String> answer = put(provider, voice, "fr-FR", "");

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        JsonNode warning = json(answer).at("/warnings/0");
        assertThat(warning.path("code").asText()).isEqualTo("voice_not_in_catalogue");
        assertThat(warning.path("message").asText()).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({
        "amazon, fr-FR-Neural2-F, fr-FR",
        "google, Lea-Neural, fr-FR",
        "amazon, Joanna-Neural, fr-FR",
        "google, en-US-Journey-O, fr-FR",
        "elevenlabs, Lea-Neural, fr-FR"
    })
    void refusesWhatTheNamingRulesExcludeAndNamesVoicesThatFit(String provider, String voice, String language) {
        get("/agent/voices");

        HttpResponse<String> answer = put(provider, voice, language, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("errors").findValuesAsText("message").toString())
                .contains("these fit " + provider);
    }

    @Test
    void savesAtOnceWithoutACatalogue() {
        put("amazon", "Lea-Neural", "fr-FR", "");
        catalogue.forget();
        List<ProviderDouble> all = List.of(PROVIDERS.google, PROVIDERS.elevenLabs, PROVIDERS.amazon);
        all.forEach(ProviderDouble::holdAnswers);

        HttpResponse<String> answer = put("elevenlabs", "pNInz6obpgDQGcFmaJgB", "fr-FR", "");

        assertThat(json(answer).at("/warnings/0/code").asText()).isEqualTo("voice_unchecked");
        all.forEach(ProviderDouble::goOn);
        await().untilAsserted(() -> assertThat(json(put("elevenlabs", "pNInz6obpgDQGcFmaJgB", "fr-FR", ""))
                        .path("warnings"))
                .isEmpty());
    }

    @Test
    void comparesWithTheLastListWhileItIsOld() {
        get("/agent/voices");
        catalogue.expire();
        PROVIDERS.google.hangUp(true);

        assertThat(json(put("google", "fr-FR-Neural2-G", "fr-FR", "")).path("warnings"))
                .isEmpty();
        assertThat(json(put("google", "fr-FR-Wavenet-A", "fr-FR", ""))
                        .at("/warnings/0/code")
                        .asText())
                .isEqualTo("voice_not_in_catalogue");
    }

    @Test
    void takesAVoiceWhoseProviderCallsTheLanguageOtherwise() {
        PROVIDERS.amazon.script(
                Reply.json(
                        200,
                        """
                        {"Voices":[{"Id":"Zhiyu","Name":"Zhiyu","LanguageCode":"cmn-CN","SupportedEngines":["neural"]}]}"""));
        get("/agent/voices");

        assertThat(json(put("amazon", "Zhiyu-Neural", "zh-CN", "")).path("warnings"))
                .isEmpty();
    }

    @Test
    void checksModelAndLanguageTogether() {
        get("/agent/voices");

        JsonNode warnings = json(put(
                        "elevenlabs",
                        "pNInz6obpgDQGcFmaJgB",
                        "fr-FR",
                        ",\"voice_settings\":{\"model\":\"eleven_flash_v2\"}"))
                .path("warnings");

        assertThat(warnings.findValuesAsText("code")).containsExactly("voice_model_language");
    }

    private HttpResponse<String> put(String provider, String voice, String language, String more) {
        String body =
                "{\"tenantId\":\"preflight\",\"voice_provider\":\"%s\",\"voice_id\":\"%s\",\"voice_language\":\"%s\"%s}"
                        .formatted(provider, voice, language, more);
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(uri("/agent/config"))
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
