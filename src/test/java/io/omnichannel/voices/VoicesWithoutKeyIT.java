package io.omnichannel.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** With a key of ElevenLabs alone. */
@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.elevenlabs-api-key=a-key",
            "omnichannel.elevenlabs-base-url=http://127.0.0.1:1",
            "omnichannel.google-cloud-tts-api-key=",
            "omnichannel.aws-region="
        })
class VoicesWithoutKeyIT {

    @Autowired
    World world;

    @Autowired
    ObjectMapper json;

    @ParameterizedTest
    @CsvSource({
        "/agent/voices?provider=google, GOOGLE_CLOUD_TTS_API_KEY",
        "/agent/voices?provider=amazon, AWS_REGION",
        "/agent/voices/Lea-Neural, AWS_REGION",
        "/agent/voices/Lea-Neural/preview, AWS_REGION",
        "/agent/voices/fr-FR-Neural2-F/preview, GOOGLE_CLOUD_TTS_API_KEY"
    })
    void namesTheVariable(String path, String variable) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(world.server() + "/api/v1/omnichannel" + path))
                            .build(),
                    BodyHandlers.ofString());
            JsonNode problem = json.readTree(answer.body());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.path("code").asText()).isEqualTo("voice_provider_no_key");
            assertThat(problem.path("detail").asText()).contains(variable);
            assertThat(answer.body()).doesNotContain("a-key");
        }
    }
}
