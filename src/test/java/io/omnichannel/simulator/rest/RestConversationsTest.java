package io.omnichannel.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.DocumentedServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestConversationsTest {

    private static final String SERVICE = "/v1/Services/IS00000000000000000000000000000001/Conversations";

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @BeforeEach
    void start() {
        world.pages = request -> DocumentedServer.Page.empty(204);
    }

    @Test
    void keepsAConversationWithItsPeopleAndMessagesInOrder() {
        String sid = created("story-1");
        post("/" + sid + "/Participants", "Identity", "customer:1");
        JsonNode first = json(post("/story-1/Messages", "Author", "customer:1", "Body", "Bonjour"));
        JsonNode second = json(post("/" + sid + "/Messages", "Body", "Par SMS", "Attributes", "{\"a\":1}"));

        JsonNode list = json(world.client.get(SERVICE + "/" + sid + "/Messages?Order=desc&PageSize=1"));

        assertThat(first.path("index").asInt()).isZero();
        assertThat(first.path("participant_sid").asText()).startsWith("MB");
        assertThat(second.path("author").asText()).isEqualTo("system");
        assertThat(list.at("/messages/0/sid")).isEqualTo(second.path("sid"));
        assertThat(list.at("/messages/0/attributes").asText()).isEqualTo("{\"a\":1}");
        assertThat(list.path("messages")).hasSize(1);
        assertThat(json(world.client.get(SERVICE + "/story-1")).path("sid").asText())
                .isEqualTo(sid);
    }

    @Test
    void refusesWhatTwilioRefuses() {
        String sid = created("story-2");
        post("/" + sid + "/Participants", "Identity", "a");

        assertThat(code(post("", "UniqueName", "story-2"))).isEqualTo(50353);
        assertThat(code(post("/" + sid + "/Participants", "Identity", "a"))).isEqualTo(50433);
        assertThat(code(post("/CH00000000000000000000000000000009/Messages", "Body", "x")))
                .isEqualTo(50350);
        assertThat(json(post("/" + sid, "State", "closed")).path("state").asText())
                .isEqualTo("closed");
        assertThat(code(post("/" + sid + "/Messages", "Body", "x"))).isEqualTo(50377);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Body, x",
        "'', Attributes, no json",
        "'', State, shut",
        "/x/Participants, Attributes, {}",
        "/x/Participants, MessagingBinding.Address, +33612345678",
        "/x/Messages, Author, somebody",
        "/x/Messages, body, x"
    })
    void isStrict(String path, String name, String value) {
        created("x");

        assertThat(post(path, name, value).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsOfWhatPeopleDoAndNotOfWhatTheApiDid() {
        String sid = created("story-3");
        post("/" + sid + "/Messages", "Body", "x");

        int answered = world.twilio.conversations().write(sid, "flex", "Bonjour");

        assertThat(answered).isEqualTo(204);
        assertThat(world.twilio.ledger().told())
                .extracting(RestLedger.Told::what)
                .containsExactly("onMessageAdded");
    }

    private String created(String name) {
        HttpResponse<byte[]> answer = post("", "UniqueName", name);
        assertThat(answer.statusCode()).isEqualTo(201);
        return json(answer).path("sid").asText();
    }

    private HttpResponse<byte[]> post(String path, String... form) {
        return world.client.post(SERVICE + path, form);
    }

    private static int code(HttpResponse<byte[]> answer) {
        return json(answer).path("code").asInt();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return RestClient.json(answer);
    }
}
