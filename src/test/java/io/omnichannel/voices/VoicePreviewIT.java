package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.simulator.voices.AmazonDouble;
import io.omnichannel.simulator.voices.Asked;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import io.omnichannel.simulator.voices.ProviderDouble;
import io.omnichannel.simulator.voices.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoicePreviewIT extends VoicesTest {

    @BeforeEach
    void knowsTheVoices() {
        get("/agent/voices");
        PROVIDERS.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UgBBYS2sOqTuMpoF3BR0", "Lea-Neural", "fr-FR-Neural2-F"})
    void speaksASentenceWithTheAssistantsName(String voice) {
        String name = "Zoé " + UUID.randomUUID();
        HttpResponse<byte[]> answer = preview(voice, "language=fr&assistantName=" + name.replace(" ", "%20"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        assertThat(answer.body().length).isGreaterThan(10_000);
        assertThat(spoken()).contains("je suis " + name);
    }

    @Test
    void speaksWithTheModelAndTheNumbersOfTheQuery() {
        preview(
                "UgBBYS2sOqTuMpoF3BR0",
                "text=" + UUID.randomUUID() + "&model=eleven_multilingual_v2&stability=0.2&speed=1.1");

        Asked asked = PROVIDERS.elevenLabs.requests().getLast();
        assertThat(asked.body().path("model_id").asText()).isEqualTo("eleven_multilingual_v2");
        assertThat(asked.body().has("language_code")).isFalse();
        assertThat(asked.body().path("voice_settings").toString()).isEqualTo("{\"stability\":0.2,\"speed\":1.1}");
    }

    @Test
    void speaksLikeTheTenantsAgent() {
        var tenant = world.tenant(settings -> settings.put("agent_name", "Marguerite")
                .put("voice_id", "simFrFemaleParis0001")
                .putObject("voice_settings")
                .put("speed", 0.9));

        preview("simFrFemaleParis0001", "tenantId=" + tenant.id());

        assertThat(spoken()).contains("Marguerite");
        assertThat(PROVIDERS
                        .elevenLabs
                        .requests()
                        .getLast()
                        .body()
                        .at("/voice_settings/speed")
                        .asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void paysForASentenceOnce() throws Exception {
        String query = "text=" + UUID.randomUUID();
        byte[] first = preview("Lea-Neural", query).body();
        long sounds = filesOf(SOUNDS.resolve("sounds"));

        byte[] second = preview("Lea-Neural", query).body();

        assertThat(second).isEqualTo(first);
        assertThat(PROVIDERS.amazon.requests()).hasSize(1);
        assertThat(filesOf(SOUNDS.resolve("sounds"))).isEqualTo(sounds);
    }

    @Test
    void streamsWhileTheProviderStillSpeaks() throws Exception {
        PROVIDERS.elevenLabs.holdSounds();

        HttpResponse<InputStream> answer = get(
                "/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?text=" + UUID.randomUUID(), BodyHandlers.ofInputStream());
        try (InputStream bytes = answer.body()) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(bytes.read()).isNotNegative();
            PROVIDERS.elevenLabs.goOn();
            assertThat(bytes.readAllBytes()).hasSizeGreaterThan(10_000);
        }
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-99, 0, 99", "bytes=100-199, 100, 199", "bytes=-50, -50, -1"})
    void givesAPlayerThePartItAsksFor(String range, int first, int last) {
        String path = "/agent/voices/Lea-Neural/preview?text=seek";
        byte[] whole = get(path, BodyHandlers.ofByteArray()).body();

        HttpResponse<byte[]> part = get(path, BodyHandlers.ofByteArray(), "Range", range);

        int from = first < 0 ? whole.length + first : first;
        int to = last < 0 ? whole.length + last : last;
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes " + from + "-" + to + "/" + whole.length);
        assertThat(part.headers().firstValue("Content-Length")).hasValue(Integer.toString(to - from + 1));
        assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, from, to + 1));
    }

    @Test
    void givesThePartOnlyOfTheSoundThatThePlayerHas() {
        String path = "/agent/voices/Lea-Neural/preview?text=seek";
        String tag = get(path).headers().firstValue("ETag").orElseThrow();

        assertThat(get(path, BodyHandlers.ofByteArray(), "Range", "bytes=0-9", "If-Range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(get(path, BodyHandlers.ofByteArray(), "Range", "bytes=0-9", "If-Range", "\"another\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesAPartOfWhatNobodyHeardYet() {
        HttpResponse<byte[]> part = get(
                "/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?text=" + UUID.randomUUID(),
                BodyHandlers.ofByteArray(),
                "Range",
                "bytes=10-19");

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).hasSize(10);
    }

    @Test
    void refusesARangeBeyondTheEnd() {
        String path = "/agent/voices/Lea-Neural/preview?text=seek";
        get(path);

        assertThat(get(path, BodyHandlers.ofString(), "Range", "bytes=99999999-")
                        .statusCode())
                .isEqualTo(416);
    }

    @Test
    void keepsNoSoundThatBrokeOff() {
        String path = "/agent/voices/Lea-Neural/preview?text=" + UUID.randomUUID();
        PROVIDERS.amazon.breakOff(true);
        assertThatThrownBy(() -> get(path, BodyHandlers.ofByteArray()))
                .as("the client sees that something is missing")
                .hasCauseInstanceOf(IOException.class);
        PROVIDERS.amazon.breakOff(false);

        HttpResponse<byte[]> again = get(path, BodyHandlers.ofByteArray());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body().length % 417).isZero();
        assertThat(PROVIDERS.amazon.requests()).hasSize(2);
    }

    @Test
    void asksOnceForManyWhoListenAtOnce() throws Exception {
        String path = "/agent/voices/Lea-Neural/preview?text=" + UUID.randomUUID();
        PROVIDERS.amazon.delay(100);
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                threads.submit(() -> get(path, BodyHandlers.ofByteArray()));
            }
        }

        assertThat(PROVIDERS.amazon.requests()).hasSize(1);
    }

    @Test
    void waitsForATurnWhereElevenLabsPlanAllowsNoMoreAtOnce() throws Exception {
        PROVIDERS.elevenLabs.concurrency(2);
        preview("UgBBYS2sOqTuMpoF3BR0", "text=" + UUID.randomUUID());
        PROVIDERS.elevenLabs.pieces(30);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> preview("UgBBYS2sOqTuMpoF3BR0", "text=" + UUID.randomUUID())
                        .statusCode()));
            }
        }
        PROVIDERS.elevenLabs.concurrency(10);

        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(PROVIDERS.elevenLabs.requests()).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_api_key, 401, 502, voice_provider_auth",
        "quota_exceeded, 401, 502, voice_provider_quota",
        "too_many_concurrent_requests, 429, 503, voice_provider_busy",
        "max_character_limit_exceeded, 400, 400, voice_provider_refused"
    })
    void tellsWhyElevenLabsDoesNotSpeak(String code, int theirs, int ours, String problem) {
        Reply error = ElevenLabsDouble.error(theirs, code, "said");
        PROVIDERS.elevenLabs.script(error, error);

        HttpResponse<String> answer = get("/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?text=" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(ours);
        assertThat(json(answer).path("code").asText()).isEqualTo(problem);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "UgBBYS2sOqTuMpoF3BR0, false",
        "UgBBYS2sOqTuMpoF3BR0, true",
        "Lea-Neural, false",
        "Lea-Neural, true",
        "fr-FR-Neural2-F, false",
        "fr-FR-Neural2-F, true"
    })
    void doesNotPayTwiceForASynthesisThatMayHaveBeenMade(String voice, boolean lineCut) {
        for (ProviderDouble provider : List.of(PROVIDERS.elevenLabs, PROVIDERS.amazon, PROVIDERS.google)) {
            provider.hangUp(lineCut);
            provider.script(Reply.text(500, "oops"));
        }

        assertThat(get("/agent/voices/" + voice + "/preview?text=" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(502);
        assertThat(asked()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UgBBYS2sOqTuMpoF3BR0", "Lea-Neural"})
    void asksOnceMoreForASynthesisThatWasRefused(String voice) {
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(429, "system_busy", "busy"));
        PROVIDERS.amazon.script(AmazonDouble.error(400, "ThrottlingException", "busy"));

        assertThat(get("/agent/voices/" + voice + "/preview?text=" + UUID.randomUUID(), BodyHandlers.ofByteArray())
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void waitsForATurnAgainWhenItWasRefused() throws Exception {
        PROVIDERS.elevenLabs.concurrency(1);
        preview("UgBBYS2sOqTuMpoF3BR0", "text=" + UUID.randomUUID());
        PROVIDERS.elevenLabs.pieces(40);
        PROVIDERS.elevenLabs.script(ElevenLabsDouble.error(429, "system_busy", "busy"));
        List<Future<Integer>> answers = new ArrayList<>();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                answers.add(threads.submit(() -> preview("UgBBYS2sOqTuMpoF3BR0", "text=" + UUID.randomUUID())
                        .statusCode()));
            }
        }

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        assertThat(PROVIDERS.elevenLabs.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UgBBYS2sOqTuMpoF3BR0", "Lea-Neural", "fr-FR-Neural2-F"})
    void letsNobodyHearAnAnswerThatIsNoSound(String voice) {
        Reply page = Reply.json(200, "{\"audioContent\":\"<html>\"}");
        PROVIDERS.elevenLabs.script(page);
        PROVIDERS.amazon.script(page);
        PROVIDERS.google.script(page);
        String path = "/agent/voices/" + voice + "/preview?text=" + UUID.randomUUID();

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer).path("code").asText()).isEqualTo("voice_provider_failed");
        assertThat(get(path, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnEngineThatPollyRefusesForBadInput() {
        PROVIDERS.amazon.script(AmazonDouble.error(400, "EngineNotSupportedException", "no"));

        HttpResponse<String> answer = get("/agent/voices/Lea-Neural/preview?text=" + UUID.randomUUID());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asText()).isEqualTo("voice_provider_refused");
    }

    @Test
    void letsAmazonsAndGooglesVoicesBeHeardWithoutAKey() {
        for (String id : List.of("Lea-Neural", "fr-FR-Neural2-F")) {
            String url =
                    json(get("/agent/voices/" + id)).at("/voice/preview_url").asText();

            HttpResponse<byte[]> sound = get(url, BodyHandlers.ofByteArray(), "Origin", "https://somewhere.example");

            assertThat(url).contains("/api/v1/omnichannel/audio/");
            assertThat(sound.statusCode()).as(id).isEqualTo(200);
            assertThat(sound.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
        }
        assertThat(spoken()).startsWith("Bonjour");
    }

    @Test
    void knowsNoTokenThatItDidNotSign() {
        String url =
                json(get("/agent/voices/Lea-Neural")).at("/voice/preview_url").asText();
        String token = url.substring(url.lastIndexOf('/') + 1);
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';

        for (String forged : new String[] {
            token.substring(0, middle) + other + token.substring(middle + 1),
            token.substring(0, token.length() - 4),
            token + "A",
            "x",
            ".",
            "a.b",
            "%2e%2e%2fetc"
        }) {
            assertThat(get("/audio/" + forged).statusCode()).as(forged).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/agent/voices/Lea-Neural/preview?provider=nobody",
                "/agent/voices/Lea-Neural/preview?language=klingon",
                "/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?speed=9",
                "/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?stability=NaN",
                "/agent/voices/UgBBYS2sOqTuMpoF3BR0/preview?model=../../x",
                "/agent/voices/..%2f..%2fx/preview",
                "/agent/voices/Lea%2fNeural/preview",
                "/agent/voices/Lea-Neural%00/preview"
            })
    void refusesWhatMakesNoSense(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(PROVIDERS.elevenLabs.requests()).isEmpty();
    }

    @Test
    void refusesATextThatIsTooLong() {
        HttpResponse<String> answer = get("/agent/voices/Lea-Neural/preview?text=" + "x".repeat(501));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/field").asText()).isEqualTo("text");
        assertThat(PROVIDERS.amazon.requests()).isEmpty();
    }

    private HttpResponse<byte[]> preview(String voice, String query) {
        return get("/agent/voices/" + voice + "/preview?" + query, BodyHandlers.ofByteArray());
    }

    private static int asked() {
        return PROVIDERS.elevenLabs.requests().size()
                + PROVIDERS.amazon.requests().size()
                + PROVIDERS.google.requests().size();
    }

    /** The last words that any provider was given. */
    private static String spoken() {
        StringBuilder words = new StringBuilder();
        for (var provider : List.of(PROVIDERS.elevenLabs, PROVIDERS.amazon, PROVIDERS.google)) {
            provider.requests().stream()
                    .map(Asked::body)
                    .map(body -> body.path("text").asText()
                            + body.path("Text").asText()
                            + body.at("/input/text").asText())
                    .filter(text -> !text.isEmpty())
                    .forEach(text -> {
                        words.setLength(0);
                        words.append(text);
                    });
        }
        return words.toString();
    }
}
