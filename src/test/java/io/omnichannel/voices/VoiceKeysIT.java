package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.simulator.voices.AmazonDouble;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import io.omnichannel.simulator.voices.GoogleDouble;
import io.omnichannel.simulator.voices.ProviderDouble;
import io.omnichannel.simulator.voices.Reply;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The providers' keys stay between us and them, however they answer. */
@ExtendWith(OutputCaptureExtension.class)
class VoiceKeysIT extends VoicesTest {

    private static final String SECRET = "double-secret";
    private static final List<String> KEYS = List.of(ElevenLabsDouble.KEY, GoogleDouble.KEY, AmazonDouble.KEY, SECRET);

    /** Everything that a provider might answer, each quoting the keys. */
    private static final List<Reply> ANSWERS = List.of(
            ElevenLabsDouble.error(401, "invalid_api_key", quoted()),
            ElevenLabsDouble.error(401, "quota_exceeded", quoted()),
            AmazonDouble.error(403, "UnrecognizedClientException", quoted()),
            AmazonDouble.error(400, "ThrottlingException", quoted()),
            GoogleDouble.error(429, "RESOURCE_EXHAUSTED", quoted()),
            GoogleDouble.error(403, "PERMISSION_DENIED", quoted()),
            Reply.text(500, quoted()),
            Reply.text(302, quoted()).with("Location", "http://127.0.0.1:1/?key=" + GoogleDouble.KEY),
            Reply.json(200, "{\"" + quoted()),
            Reply.json(200, "[\"" + quoted() + "\"]"),
            Reply.json(200, "{\"voices\": \"" + quoted() + "\", \"Voices\": \"" + quoted() + "\"}"),
            Reply.json(200, ""),
            Reply.text(200, quoted()));

    @ParameterizedTest
    @ValueSource(strings = {"elevenlabs", "amazon", "google"})
    void areNeverShown(String provider, CapturedOutput log) throws Exception {
        Map<String, String> voices =
                Map.of("elevenlabs", "UgBBYS2sOqTuMpoF3BR0", "amazon", "Lea-Neural", "google", "fr-FR-Neural2-F");
        for (Reply answer : ANSWERS) {
            for (String path : List.of(
                    "/agent/voices?provider=" + provider,
                    "/agent/voices/" + voices.get(provider) + "?provider=" + provider,
                    "/agent/voices/" + voices.get(provider) + "/preview?provider=" + provider + "&text="
                            + UUID.randomUUID())) {
                asNew();
                dble(provider).script(answer, answer, answer);
                holdsNoKey(path, answer);
            }
        }
        for (boolean broken : new boolean[] {true, false}) {
            asNew();
            dble(provider).breakOff(broken);
            dble(provider).hangUp(!broken);
            holdsNoKey("/agent/voices?provider=" + provider, ANSWERS.getLast());
            holdsNoKey(
                    "/agent/voices/" + voices.get(provider) + "/preview?text=" + UUID.randomUUID(), ANSWERS.getLast());
        }
        PROVIDERS.reset();

        assertThat(log.getAll()).doesNotContain(KEYS);
    }

    @Test
    void areNotInWhatTheirHoldersSayOfThemselves() {
        assertThat(new VoiceAccount(VoiceProvider.GOOGLE, java.net.URI.create("http://x"), GoogleDouble.KEY, false))
                .asString()
                .doesNotContain(KEYS);
    }

    private void holdsNoKey(String path, Reply to) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer =
                    HTTP.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
            assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.ISO_8859_1)
                            + answer.headers().map())
                    .as("%s, answered %d", path, to.status())
                    .doesNotContain(KEYS);
        } catch (IOException broken) {
            assertThat(broken.toString()).doesNotContain(KEYS);
        }
    }

    private static ProviderDouble dble(String provider) {
        return switch (provider) {
            case "elevenlabs" -> PROVIDERS.elevenLabs;
            case "amazon" -> PROVIDERS.amazon;
            default -> PROVIDERS.google;
        };
    }

    private static String quoted() {
        return "for " + ElevenLabsDouble.KEY + " " + GoogleDouble.KEY + " " + AmazonDouble.KEY + " " + SECRET;
    }
}
