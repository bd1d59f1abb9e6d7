package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.voices.AmazonDouble;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import io.omnichannel.simulator.voices.GoogleDouble;
import io.omnichannel.simulator.voices.ProviderDouble;
import io.omnichannel.simulator.voices.Reply;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceCatalogueIT extends VoicesTest {

    @Test
    void mergesTheVoicesOfAllProvidersInOneModel() {
        JsonNode answer = json(get("/agent/voices"));

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("count").asInt()).isEqualTo(answer.path("voices").size());
        assertThat(answer.findValuesAsText("provider")).contains("elevenlabs", "amazon", "google");
        assertThat(answer.path("providers").findValuesAsText("status")).containsOnly("ok");
        JsonNode lea = voice(answer, "Lea-Neural");
        assertThat(lea.path("name").asText()).isEqualTo("Léa");
        assertThat(lea.path("locales"))
                .singleElement()
                .extracting(JsonNode::asText)
                .isEqualTo("fr-FR");
        assertThat(lea.path("engines").toString()).isEqualTo("[\"neural\"]");
        assertThat(lea.fieldNames())
                .toIterable()
                .containsExactly(
                        "voice_id",
                        "name",
                        "provider",
                        "language",
                        "locales",
                        "gender",
                        "category",
                        "description",
                        "labels",
                        "preview_url",
                        "samples",
                        "engines",
                        "is_native");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/agent/voices", "/agent/voices/Lea-Neural?provider=amazon", "/agent/voices/models"})
    void isJson(String path) {
        assertThat(get(path).headers().allValues("Content-Type")).containsExactly("application/json");
    }

    @Test
    void takesAVoiceThatTellsNothingButItsId() {
        JsonNode bare = voice(json(get("/agent/voices?provider=elevenlabs")), "simBareVoice00000005");

        assertThat(bare.path("name").asText()).isEqualTo("simBareVoice00000005");
        assertThat(bare.path("language").isNull()).isTrue();
        assertThat(bare.path("labels").size()).isZero();
    }

    @Test
    void followsElevenLabsFromPageToPage() {
        PROVIDERS.elevenLabs.script(
                page("aaaaaaaaaaaaaaaaaaa1", "one"),
                page("aaaaaaaaaaaaaaaaaaa2", "two"),
                page("aaaaaaaaaaaaaaaaaaa3", ""));

        JsonNode answer = json(get("/agent/voices?provider=elevenlabs"));

        assertThat(answer.path("count").asInt()).isEqualTo(3);
        assertThat(PROVIDERS.elevenLabs.requests())
                .extracting(asked -> asked.query().getOrDefault("next_page_token", "-"))
                .containsExactly("-", "one", "two");
    }

    @Test
    void followsAmazonFromPageToPage() {
        int whole = json(get("/agent/voices?provider=amazon")).path("count").asInt();
        catalogue.forget();
        PROVIDERS.reset();
        PROVIDERS.amazon.pageSize(8);

        JsonNode answer = json(get("/agent/voices?provider=amazon"));

        assertThat(answer.path("count").asInt()).isEqualTo(whole);
        assertThat(PROVIDERS.amazon.requests())
                .extracting(asked -> asked.query().getOrDefault("NextToken", "-"))
                .containsExactly("-", "from-8", "from-16");
    }

    @ParameterizedTest
    @CsvSource({
        "language=fr, Lea-Neural fr-FR-Neural2-F fr-CA-Neural2-A simFrFemaleQuebec003 pNInz6obpgDQGcFmaJgB, Joanna-Neural simBareVoice00000005",
        "language=fr-CA, Gabrielle-Neural fr-CA-Neural2-A simFrFemaleQuebec003, Lea-Neural fr-FR-Neural2-F",
        "provider=amazon&gender=male&language=fr, Remi-Neural Remi-Generative Mathieu, Lea-Neural UgBBYS2sOqTuMpoF3BR0",
        "search=lea, Lea Lea-Neural, Remi-Neural",
        "search=parisian%20WARM, simFrFemaleParis0001, Lea-Neural",
        "category=Studio, fr-FR-Studio-A, Lea-Neural"
    })
    void filters(String query, String among, String missing) {
        List<String> found = json(get("/agent/voices?" + query)).findValuesAsText("voice_id");

        assertThat(found).contains(among.split(" ")).doesNotContain(missing.split(" "));
    }

    /** Polly says cmn-CN for Chinese and arb for Arabic; nobody else does. */
    @ParameterizedTest
    @CsvSource({"zh, Zhiyu-Neural", "zh-CN, Zhiyu-Neural", "cmn-CN, Zhiyu-Neural", "ar, Zeina"})
    void findsALanguageWhicheverOfItsCodesIsSaid(String language, String voice) {
        PROVIDERS.amazon.script(
                Reply.json(
                        200,
                        """
                        {"Voices":[
                         {"Id":"Lea","Name":"Léa","Gender":"Female","LanguageCode":"fr-FR","SupportedEngines":["neural"]},
                         {"Id":"Zhiyu","Name":"Zhiyu","Gender":"Female","LanguageCode":"cmn-CN","SupportedEngines":["neural"]},
                         {"Id":"Zeina","Name":"Zeina","Gender":"Female","LanguageCode":"arb","SupportedEngines":["standard"]}]}"""));

        JsonNode answer = json(get("/agent/voices?provider=amazon&language=" + language));

        assertThat(answer.path("voices").findValuesAsText("voice_id")).containsExactly(voice);
    }

    @Test
    void tellsNativeVoicesFromThoseThatOnlySpeakTheLanguage() {
        JsonNode answer = json(get("/agent/voices?language=fr&provider=elevenlabs"));

        assertThat(voice(answer, "simFrFemaleParis0001").path("is_native").asBoolean())
                .isTrue();
        assertThat(voice(answer, "pNInz6obpgDQGcFmaJgB").path("is_native").asBoolean())
                .isFalse();
        assertThat(answer.path("voices").get(0).path("is_native").asBoolean()).isTrue();
    }

    @Test
    void asksEveryProviderOnceForManyWhoAskAtOnce() throws Exception {
        PROVIDERS.google.delay(200);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 30; i++) {
                threads.submit(() -> get("/agent/voices"));
            }
        }

        assertThat(PROVIDERS.google.requests()).hasSize(1);
        assertThat(PROVIDERS.amazon.requests()).hasSize(1);
    }

    @Test
    void leavesAProviderOutThatFails() {
        PROVIDERS.google.script(Reply.text(500, "oops"), Reply.text(500, "oops"));

        JsonNode answer = json(get("/agent/voices"));

        assertThat(answer.path("voices").findValuesAsText("provider"))
                .doesNotContain("google")
                .contains("amazon");
        assertThat(answer.path("providers").toString())
                .contains("{\"name\":\"google\",\"status\":\"failed\",\"code\":\"voice_provider_failed\"}");
    }

    @Test
    void servesTheLastGoodListOfAProviderThatFails() {
        get("/agent/voices");
        PROVIDERS.google.script(Reply.text(503, "oops"), Reply.text(503, "oops"));
        catalogue.expire();

        JsonNode answer = json(get("/agent/voices?provider=google"));

        assertThat(answer.path("count").asInt()).isGreaterThan(100);
        assertThat(answer.path("providers").toString()).contains("\"status\":\"stale\"");
    }

    @Test
    void answers502OnlyWhenAllFail() {
        for (var provider : List.of(PROVIDERS.google, PROVIDERS.amazon, PROVIDERS.elevenLabs)) {
            provider.hangUp(true);
        }

        HttpResponse<String> answer = get("/agent/voices");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer).path("code").asText()).isEqualTo("voice_providers_failed");
    }

    @Test
    void asksOnceMoreWhereThatIsSafe() {
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(429, "system_busy", "busy"));
        PROVIDERS.google.script(Reply.text(503, "busy"));
        PROVIDERS.amazon.script(AmazonDouble.error(500, "ServiceFailureException", "busy"));

        JsonNode answer = json(get("/agent/voices"));

        assertThat(answer.path("providers").toString() + PROVIDERS.google.requests())
                .doesNotContain("failed");
        assertThat(PROVIDERS.google.requests()).hasSize(2);
    }

    @Test
    void tellsAWrongKeyFromAQuotaThatIsUsedUp() {
        PROVIDERS.elevenLabs.script(
                ElevenLabsDouble.error(401, "invalid_api_key", "Invalid API key double-elevenlabs-key"));
        HttpResponse<String> wrong = get("/agent/voices?provider=elevenlabs");
        catalogue.forget();
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(401, "quota_exceeded", "0 credits remaining"));
        HttpResponse<String> empty = get("/agent/voices?provider=elevenlabs");
        catalogue.forget();
        PROVIDERS.amazon.script(AmazonDouble.error(403, "UnrecognizedClientException", "AKIADOUBLE"));
        HttpResponse<String> amazon = get("/agent/voices?provider=amazon");
        catalogue.forget();
        PROVIDERS.google.script(GoogleDouble.error(429, "RESOURCE_EXHAUSTED", "Quota exceeded"));
        HttpResponse<String> google = get("/agent/voices?provider=google");

        assertThat(List.of(wrong, empty, amazon, google)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).doesNotContain("double-", "AKIADOUBLE");
        });
        assertThat(json(wrong).path("code").asText()).isEqualTo("voice_provider_auth");
        assertThat(json(empty).path("code").asText()).isEqualTo("voice_provider_quota");
        assertThat(json(amazon).path("code").asText()).isEqualTo("voice_provider_auth");
        assertThat(json(google).path("code").asText()).isEqualTo("voice_provider_quota");
    }

    @Test
    void leavesAProviderAloneThatFailsTooOften() {
        PROVIDERS.google.hangUp(true);
        for (int i = 0; i < 6; i++) {
            get("/agent/voices?provider=google");
            catalogue.forget();
        }
        int asked = PROVIDERS.google.requests().size();

        HttpResponse<String> answer = get("/agent/voices?provider=google");

        assertThat(json(answer).path("code").asText()).isEqualTo("voice_provider_paused");
        assertThat(PROVIDERS.google.requests()).hasSize(asked);
        assertThat(get("/agent/voices?provider=amazon").statusCode()).isEqualTo(200);
    }

    @Test
    void asksTheNextProviderBeforeTheFirstHasAnswered() {
        List<ProviderDouble> all = List.of(PROVIDERS.google, PROVIDERS.amazon, PROVIDERS.elevenLabs);
        all.forEach(ProviderDouble::holdAnswers);

        var asked = CompletableFuture.supplyAsync(() -> get("/agent/voices?language=fr"));
        await().until(() -> all.stream().noneMatch(each -> each.requests().isEmpty()));
        all.forEach(ProviderDouble::goOn);

        // One that was asked after another had been given up would find that one failed.
        JsonNode answer = json(asked.join());
        assertThat(answer.path("providers").findValuesAsText("status")).containsOnly("ok");
    }

    @Test
    void listsTheModelsThatSpeak() {
        JsonNode models = json(get("/agent/voices/models")).path("models");

        assertThat(models.findValuesAsText("model_id"))
                .contains("eleven_flash_v2_5", "eleven_multilingual_v2")
                .doesNotContain("eleven_multilingual_sts_v2");
        assertThat(models.get(0).path("relay_name").asText()).isEqualTo("flash_v2_5");
        assertThat(models.get(0).path("languages").toString()).contains("fr");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UgBBYS2sOqTuMpoF3BR0", "Lea-Neural", "Celine", "fr-FR-Neural2-F"})
    void showsOneVoice(String id) {
        JsonNode voice = json(get("/agent/voices/" + id)).path("voice");

        assertThat(voice.path("voice_id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaaaaaaaaaaaaaa, elevenlabs",
        "Nobody-Neural, amazon",
        "Celine-Neural, amazon",
        "fr-FR-Neural2-Z, google",
        "Lea-Neural, google"
    })
    void answers404ForAVoiceThatIsNotThere(String id, String provider) {
        HttpResponse<String> answer = get("/agent/voices/" + id + "?provider=" + provider);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("code").asText()).isEqualTo("voice_not_found");
    }

    @Test
    void takesElevenLabs400ForAVoiceThatIsNotThereToo() {
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(400, "voice_not_found", "no"));

        assertThat(get("/agent/voices/aaaaaaaaaaaaaaaaaaaa").statusCode()).isEqualTo(404);
    }

    @Test
    void searchesThePublicLibraryPageByPage() {
        JsonNode first = json(get("/agent/voices?source=library&language=fr&limit=2"));
        JsonNode second = json(get("/agent/voices?source=library&language=fr&limit=2&after="
                + first.path("next").asText()));

        assertThat(first.path("count").asInt()).isEqualTo(2);
        assertThat(second.path("count").asInt()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/agent/voices?provider=acapela",
                "/agent/voices?language=french",
                "/agent/voices?language=xx",
                "/agent/voices?gender=robot",
                "/agent/voices?source=shop",
                "/agent/voices?source=library&limit=101",
                "/agent/voices?source=library&after=%25",
                "/agent/voices/..%2f..%2fetc",
                "/agent/voices/%2e%2e%2fmodels",
                "/agent/voices/..%5c..",
                "/agent/voices/a'b",
                "/agent/voices/../voices/x",
                "/agent/voices/%00"
            })
    void refusesWhatMakesNoSense(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer).path("code").asText()).isNotBlank();
    }

    private static JsonNode voice(JsonNode answer, String id) {
        for (JsonNode voice : answer.path("voices")) {
            if (voice.path("voice_id").asText().equals(id)) {
                return voice;
            }
        }
        throw new AssertionError("No voice " + id);
    }

    private static Reply page(String id, String next) {
        return Reply.json(
                200,
                "{\"voices\":[{\"voice_id\":\"" + id + "\"}],\"has_more\":" + !next.isEmpty() + ",\"next_page_token\":"
                        + (next.isEmpty() ? "null" : '"' + next + '"') + "}");
    }
}
