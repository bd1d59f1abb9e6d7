package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class SocketHandshakeTest extends SocketTest {

    @Test
    void refusesBeforeTheUpgradeWhomTheHandshakeDoesNotKnow() {
        double before = counted("omni.sockets.refused", "reason", "handshake");

        HttpResponse<?> answer = refusal("/sockets/echo", "sesame");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(sessions.count()).isZero();
        assertThat(counted("omni.sockets.refused", "reason", "handshake")).isEqualTo(before + 1);
    }

    @Test
    void opensNothingWhenTheHandshakeCannotBeChecked() {
        assertThat(refusal("/sockets/echo", "break").statusCode()).isEqualTo(500);
        assertThat(sessions.count()).isZero();
    }

    @Test
    void givesTheSessionWhatTheHandshakeFoundOut() throws Exception {
        try (Client client = connect("/sockets/echo?call=a%2Bb")) {
            client.say("hello").hear();

            SocketSession session = sessions.on("/sockets/echo").iterator().next();
            assertThat(session.attributes())
                    .containsEntry("target", "/sockets/echo?call=a%2Bb")
                    .containsEntry("host", "127.0.0.1:" + port);
            assertThat(session.remoteAddress()).isEqualTo("127.0.0.1");
            assertThat(sessions.find(session.id())).containsSame(session);
        }
    }

    @Test
    void takesThePathWithATrailingSlashToo() throws Exception {
        try (Client client = connect("/sockets/echo/")) {
            assertThat(client.say("hello").hear()).isEqualTo("hello");
        }
    }

    @Test
    void tellsAPlainGetToUpgrade() throws Exception {
        HttpResponse<String> answer = http("GET");

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("upgrade_required");
    }

    @Test
    void allowsNoOtherMethod() throws Exception {
        HttpResponse<String> answer = http("POST");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void refusesOneSessionTooMany() throws Exception {
        try (Client one = connect("/sockets/story");
                Client two = connect("/sockets/story")) {
            eventually().until(() -> sessions.on("/sockets/story").size() == 2);

            HttpResponse<?> answer = refusal("/sockets/story", "");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            one.hangUp();
            eventually().until(() -> sessions.on("/sockets/story").size() == 1);
            connect("/sockets/story").say("free again");
            assertThat(two.closed).isNotDone();
        }
    }

    @Test
    void doesNotStartASecondRouteOnAPath() {
        Resource second = ResourceHelper.fromString(
                "second.camel.yaml",
                """
                - route:
                    id: second
                    from:
                      uri: websocket-jsr356:/sockets/echo
                      parameters:
                        events: true
                      steps:
                        - stop: {}
                """);

        assertThatThrownBy(() -> PluginHelper.getRoutesLoader(camel).loadRoutes(second))
                .hasStackTraceContaining("Socket path /sockets/echo is already served by route 'socket-echo'");

        assertThat(catchThrowable(() -> camel.removeRoute("second"))).isNull();
        assertThat(connect("/sockets/echo").say("still served").texts).isNotNull();
    }

    @Test
    void isNoClient() {
        assertThatThrownBy(() -> camel.getEndpoint("websocket-jsr356:ws://example.com/x"))
                .hasStackTraceContaining("it is no client");
    }

    private HttpResponse<?> refusal(String path, String password) {
        Throwable refused = catchThrowable(() -> Client.connect(port, path, password));
        assertThat(refused)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) refused.getCause()).getResponse();
    }

    private HttpResponse<String> http(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sockets/echo"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
