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
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The voices of somebody who has no account anywhere. */
@ServerTest
class SimulatedVoicesIT {

    @Autowired
    World world;

    @Autowired
    ObjectMapper json;

    @Test
    void letsTheWholeCatalogueBeTriedWithoutAnyAccount() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode answer = json.readTree(get(http, "/agent/voices?language=fr", BodyHandlers.ofString())
                    .body());

            assertThat(answer.path("providers").findValuesAsText("status")).containsOnly("ok");
            assertThat(answer.path("voices")).isNotEmpty().allSatisfy(voice -> assertThat(
                            voice.path("simulated").asBoolean())
                    .isTrue());
            for (String id : new String[] {"UgBBYS2sOqTuMpoF3BR0", "Lea-Neural", "fr-FR-Neural2-F"}) {
                assertThat(json.readTree(get(http, "/agent/voices/" + id, BodyHandlers.ofString())
                                        .body())
                                .at("/voice/simulated")
                                .asBoolean())
                        .isTrue();
                assertThat(get(http, "/agent/voices/" + id + "/preview", BodyHandlers.ofByteArray())
                                .body()
                                .length)
                        .isGreaterThan(10_000);
            }
        }
    }

    private <T> HttpResponse<T> get(HttpClient http, String path, HttpResponse.BodyHandler<T> body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(world.server() + "/api/v1/omnichannel" + path))
                        .build(),
                body);
    }
}
