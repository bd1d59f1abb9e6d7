package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class SocketSendTest extends SocketTest {

    @Autowired
    ProducerTemplate template;

    @Test
    void sendsToTheSessionThatIsNamed() throws Exception {
        try (Client one = connectAs("one");
                Client two = connectAs("two")) {
            String second = sessionOf("two").id();

            template.sendBodyAndHeader("direct:socket-send", "for you", SocketHeaders.SESSION_ID, second);

            assertThat(two.hear()).isEqualTo("for you");
            assertThat(one.texts).isEmpty();
        }
    }

    @Test
    void sendsToAll() throws Exception {
        try (Client one = connectAs("one");
                Client two = connectAs("two");
                Client other = connect("/sockets/story")) {
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
        try (Client client = connectAs("guest")) {
            String id = sessionOf("guest").id();

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
    void takesBackWhatHasNotLeftYet() throws Exception {
        try (RawClient client = new RawClient(port, "/sockets/echo?slow")) {
            await().until(() -> sessions.on("/sockets/echo").stream()
                    .anyMatch(session -> session.attributes().get("target").equals("/sockets/echo?slow")));
            SocketSession session = sessionOf("slow");
            int sent = 0;
            int dropped = 0;
            while (dropped == 0) {
                assertThat(session.send("%06d".formatted(sent++) + "x".repeat(4_000)))
                        .isTrue();
                assertThat(session.send("%06d".formatted(sent++))).isTrue();
                dropped = session.forgetUnsentText();
            }
            session.send("the end");

            List<String> heard = new ArrayList<>();
            for (String text = text(client); !text.equals("the end"); text = text(client)) {
                heard.add(text.substring(0, 6));
            }
            assertThat(heard).isSorted().hasSize(sent - dropped);
        }
    }

    private static String text(RawClient client) throws IOException {
        return new String(client.readUntil(RawClient.TEXT).payload(), StandardCharsets.UTF_8);
    }

    @Test
    void survivesTextThatIsNoUnicode() throws Exception {
        try (Client client = connect("/sockets/story")) {
            assertThat(client.say("half a pair").hear()).isEqualTo("a?");
            assertThat(client.say("one word").hear()).isEqualTo("word");
        }
    }

    private Client connectAs(String who) throws InterruptedException {
        Client client = connect("/sockets/echo?" + who);
        client.say("hello").hear();
        return client;
    }

    private SocketSession sessionOf(String who) {
        return sessions.on("/sockets/echo").stream()
                .filter(session -> session.attributes().get("target").equals("/sockets/echo?" + who))
                .findFirst()
                .orElseThrow();
    }
}
