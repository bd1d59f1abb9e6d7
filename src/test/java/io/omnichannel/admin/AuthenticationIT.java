package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "omnichannel.admin-key=the-key-of-this-test",
            "omnichannel.cors-origins=https://console.example,https://other.example"
        })
class AuthenticationIT {

    @LocalServerPort
    int port;

    private AdminClient client;

    @BeforeEach
    void connect() {
        client = new AdminClient(port);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /agent/config?tenantId=a",
        "PUT, /agent/config",
        "DELETE, /agent/config?tenantId=a",
        "GET, /phone-mappings",
        "POST, /phone-mappings",
        "DELETE, /phone-mappings/1",
        "GET, /conversations?tenantId=a",
        "GET, /conversations/1"
    })
    void wantsAKeyForEveryCallButHealth(String method, String path) {
        Reply reply = client.send(method, path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");

        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(reply.json().get("code").asText()).isEqualTo("unauthorized");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(client.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer wrong", "Bearer", "Bearer ", "Basic dGhlLWtleS1vZi10aGlzLXRlc3Q=", "the-key-of-this-test"
            })
    void refusesWhatIsNoKeyOfOurs(String authorization) {
        assertThat(client.with("Authorization", authorization)
                        .get("/phone-mappings")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-key-of-this-test", "bearer  the-key-of-this-test"})
    void takesTheBootstrapKey(String authorization) {
        assertThat(client.with("Authorization", authorization)
                        .get("/phone-mappings")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesNoKeyFromTheAddress() {
        assertThat(client.get("/phone-mappings?authorization=Bearer%20the-key-of-this-test")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsBrowsersOfNamedOriginsWhatTheyMayDo() {
        AdminClient browser = client.with("Origin", "https://console.example");

        Reply asked = browser.send(
                "OPTIONS",
                "/agent/config",
                BodyPublishers.noBody(),
                "Access-Control-Request-Method",
                "PUT",
                "Access-Control-Request-Headers",
                "authorization,content-type");
        Reply called = browser.get("/health");

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://console.example");
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PUT");
        assertThat(asked.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "If-Match", "Idempotency-Key");
        assertThat(called.status()).isEqualTo(200);
        assertThat(called.header("Access-Control-Allow-Origin")).isEqualTo("https://console.example");
        assertThat(called.header("Access-Control-Expose-Headers")).contains("ETag", "Retry-After", "RateLimit");
        assertThat(called.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void tellsOtherOriginsNothing() {
        AdminClient browser = client.with("Origin", "https://evil.example");

        Reply asked = browser.send(
                "OPTIONS", "/agent/config", BodyPublishers.noBody(), "Access-Control-Request-Method", "PUT");

        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.http().headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        assertThat(browser.get("/health").header("Access-Control-Allow-Origin")).isEmpty();
    }
}
