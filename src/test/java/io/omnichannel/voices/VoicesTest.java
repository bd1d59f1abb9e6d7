package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.voices.AmazonDouble;
import io.omnichannel.simulator.voices.ElevenLabsDouble;
import io.omnichannel.simulator.voices.GoogleDouble;
import io.omnichannel.simulator.voices.VoiceProviders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole server with accounts at strict doubles of the three providers. */
@ServerTest
abstract class VoicesTest {

    static final VoiceProviders PROVIDERS = new VoiceProviders();
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final Path SOUNDS =
            Path.of("target/test-data/voices-" + ProcessHandle.current().pid());

    @Autowired
    World world;

    @Autowired
    ObjectMapper json;

    @Autowired
    VoiceCatalogue catalogue;

    @Autowired
    List<CircuitBreaker> breakers;

    @DynamicPropertySource
    static void accounts(DynamicPropertyRegistry settings) {
        settings.add("omnichannel.data-dir", SOUNDS::toString);
        settings.add("omnichannel.elevenlabs-api-key", () -> ElevenLabsDouble.KEY);
        settings.add("omnichannel.elevenlabs-base-url", () -> PROVIDERS.baseUrl("elevenlabs"));
        settings.add("omnichannel.google-cloud-tts-api-key", () -> GoogleDouble.KEY);
        settings.add("omnichannel.google-cloud-tts-base-url", () -> PROVIDERS.baseUrl("google"));
        settings.add("omnichannel.aws-region", () -> "eu-west-3");
        settings.add("omnichannel.aws-access-key-id", () -> AmazonDouble.KEY);
        settings.add("omnichannel.aws-secret-access-key", () -> "double-secret");
        settings.add("omnichannel.aws-polly-base-url", () -> PROVIDERS.baseUrl("amazon"));
        settings.add("omnichannel.voices.response-timeout", () -> "15000");
        settings.add("omnichannel.voices.retry-delay", () -> "20");
    }

    @BeforeEach
    void asNew() throws IOException {
        PROVIDERS.reset();
        catalogue.forget();
        breakers.forEach(CircuitBreaker::reset);
    }

    @AfterEach
    void nothingForbidden() {
        org.assertj.core.api.Assertions.assertThat(PROVIDERS.violations()).isEmpty();
    }

    HttpResponse<String> get(String path, String... headers) {
        return get(path, BodyHandlers.ofString(), headers);
    }

    <T> HttpResponse<T> get(String path, BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    JsonNode json(HttpResponse<String> answer) {
        try {
            return json.readTree(answer.body());
        } catch (IOException noJson) {
            throw new IllegalStateException(answer.body(), noJson);
        }
    }

    URI uri(String path) {
        return path.startsWith("http") ? URI.create(path) : URI.create(world.server() + "/api/v1/omnichannel" + path);
    }

    static long filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
