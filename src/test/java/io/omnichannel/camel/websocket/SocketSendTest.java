package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SocketSendTest extends SocketTest {

    @Autowired
    ProducerTemplate template;

    @Test
    void sendsToTheSessionThatIsNamed() throws Exception {
        try (Client one = connect("/sockets/echo");
                Client two = connect("/sockets/echo")) {
            SocketSession second = sessionOf(two);

            template.sendBodyAndHeader("direct:socket-send", "for you", SocketHeaders.SESSION_ID, second.id());

            assertThat(two.hear()).isEqualTo("for you");
            assertThat(one.texts).isEmpty();
        }
    }

    @Test
    void sendsToAll() throws Exception {
        try (Client one = connect("/sockets/echo");
                Client two = connect("/sockets/echo");
                Client other = connect("/sockets/story")) {
            sessionOf(one);
            sessionOf(two);

            template.sendBody("direct:socket-news", "news");

            assertThat(one.hear()).isEqualTo("news");
            assertThat(two.hear()).isEqualTo("news");
            assertThat(other.texts).isEmpty();
        }
    }

    @Test
    void saysSoWhenTheSessionIsUnknown() {
        assertThatThrownBy(() ->
                        template.sendBodyAndHeader("direct:socket-send", "hello?", SocketHeaders.SESSION_ID, "nobody"))
                .hasRootCauseInstanceOf(SessionGoneException.class)
                .hasStackTraceContaining("No open socket session nobody on /sockets/echo");
    }

    @Test
    void saysSoWhenNoSessionIsNamed() {
        assertThatThrownBy(() -> template.sendBody("direct:socket-send", "hello?"))
                .hasStackTraceContaining("set the header CamelWebsocketSessionId");
    }

    @Test
    void doesNotSendToASessionOfAnotherPath() throws Exception {
        try (Client client = connect("/sockets/story")) {
            client.say("one word").hear();
            String id = sessions.on("/sockets/story").iterator().next().id();

            assertThatThrownBy(() ->
                            template.sendBodyAndHeader("direct:socket-send", "hello?", SocketHeaders.SESSION_ID, id))
                    .hasRootCauseInstanceOf(SessionGoneException.class);
        }
    }

    @Test
    void closesByHeader() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            String id = sessionOf(client).id();

            template.sendBodyAndHeaders(
                    "direct:socket-send",
                    "not sent",
                    Map.of(
                            SocketHeaders.SESSION_ID,
                            id,
                            SocketHeaders.CLOSE_CODE,
                            4000,
                            SocketHeaders.CLOSE_REASON,
                            "enough"));

            assertThat(client.closeCode()).isEqualTo(4000);
            assertThat(client.closeReason).isEqualTo("enough");
            assertThat(client.texts).isEmpty();
            assertThatThrownBy(() ->
                            template.sendBodyAndHeader("direct:socket-send", "late", SocketHeaders.SESSION_ID, id))
                    .hasRootCauseInstanceOf(SessionGoneException.class);
        }
    }

    @Test
    void sendsEverythingBeforeItCloses() throws Exception {
        try (Client client = connect("/sockets/story")) {
            client.say("answers, then goodbye");

            for (int i = 0; i < 100; i++) {
                assertThat(client.hear()).isEqualTo("answer " + i);
            }
            assertThat(client.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void keepsTheSessionOfASenderThatIsInterrupted() throws Exception {
        try (Client client = connect("/sockets/story")) {
            assertThat(client.say("interrupted").hear()).isEqualTo("still here");
            assertThat(client.say("one word").hear()).isEqualTo("word");
        }
    }

    @Test
    void survivesTextThatIsNoUnicode() throws Exception {
        try (Client client = connect("/sockets/story")) {
            assertThat(client.say("half a pair").hear()).isEqualTo("a?");
            assertThat(client.say("one word").hear()).isEqualTo("word");
        }
    }

    private SocketSession sessionOf(Client client) throws InterruptedException {
        var before = sessions.on("/sockets/echo").stream()
                .filter(session -> session.attributes().containsKey("known"))
                .count();
        client.say("hello").hear();
        SocketSession found = sessions.on("/sockets/echo").stream()
                .filter(session -> session.attributes().putIfAbsent("known", before) == null)
                .findFirst()
                .orElseThrow();
        return found;
    }
}
