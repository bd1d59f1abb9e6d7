package io.omnichannel.camel.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.WebSocketHandshakeException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SocketLifeTest extends SocketTest {

    @Test
    void tellsTheWholeStoryOfASession() throws Exception {
        try (Client client = connect("/sockets/story")) {
            client.say("hello").sayBytes(3).hangUp();

            eventually().until(() -> story.names().size() == 4);
        }
        assertThat(story.names()).containsExactly("OPEN", "TEXT", "BINARY", "CLOSE");
        assertThat(story.events().get(3).closeCode()).isEqualTo(1000);
        assertThat(story.events())
                .extracting(event -> event.session().id())
                .containsOnly(story.events().get(0).session().id());
        assertThat(story.events().get(3).session().send("too late")).isFalse();
    }

    @Test
    void tellsTheEndAfterTheFrameInProgress() throws Exception {
        try (Client client = connect("/sockets/story")) {
            client.say("stay busy");
            eventually().until(() -> story.names().size() == 2);

            SocketSession session = story.events().get(0).session();
            session.close(1000, "");
            assertThat(client.closeCode()).isEqualTo(1000);
            assertThat(story.names()).containsExactly("OPEN", "TEXT");
            story.goOn();

            eventually().until(() -> story.names().equals(List.of("OPEN", "TEXT", "CLOSE")));
        }
    }

    @Test
    void cutsOffWhoDoesNotReadAndNobodyElse(CapturedOutput log) throws Exception {
        double before = counted("omni.sockets.closed", "reason", "slow");
        try (RawClient slow = new RawClient(port, "/sockets/story");
                Client neighbour = connect("/sockets/story")) {
            slow.send(RawClient.TEXT | RawClient.FIN, "talk without end");

            assertThat(neighbour.say("one word").hear()).isEqualTo("word");
            eventually().until(() -> sessions.on("/sockets/story").size() == 1);
            assertThat(neighbour.say("one word").hear()).isEqualTo("word");
        }
        assertThat(counted("omni.sockets.closed", "reason", "slow")).isEqualTo(before + 1);
        // Who does not read is told nothing: the log is.
        assertThat(log).contains("is closed: CloseReason: code [1008], reason [Reads too slowly]");
    }

    @Test
    void cutsOffWhoDoesNotReadEvenIfNothingMoreIsSent() throws Exception {
        double before = counted("omni.sockets.closed", "reason", "slow");
        try (RawClient slow = new RawClient(port, "/sockets/story")) {
            slow.send(RawClient.TEXT | RawClient.FIN, "hello");
            eventually().until(() -> sessions.on("/sockets/story").size() == 1);
            SocketSession session = sessions.on("/sockets/story").iterator().next();

            assertThat(session.send("x".repeat(8_000_000))).isTrue();

            eventually().until(() -> sessions.count() == 0);
            assertThat(session.send("more")).isFalse();
        }
        assertThat(counted("omni.sockets.closed", "reason", "slow")).isEqualTo(before + 1);
    }

    @Test
    void keepsWhoAnswersPingsAndClosesWhoDoesNot() throws Exception {
        double before = counted("omni.sockets.closed", "reason", "dead");
        try (Client alive = connect("/sockets/quiet");
                RawClient dead = new RawClient(port, "/sockets/quiet")) {
            assertThat(dead.readUntil(RawClient.CLOSE))
                    .extracting(RawClient.Frame::closeCode, RawClient.Frame::closeReason)
                    .containsExactly(1001, "Nothing heard");

            int answered = alive.pings.get();
            eventually().until(() -> alive.pings.get() >= answered + 2);
            assertThat(alive.closed).isNotDone();
        }
        assertThat(counted("omni.sockets.closed", "reason", "dead")).isEqualTo(before + 1);
    }

    @Test
    void closesItsSessionsWithTheRouteAndComesBackWithIt() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            client.say("hello").hear();

            camel.getRouteController().stopRoute("socket-echo");

            assertThat(client.closeCode()).isEqualTo(1012);
            assertThat(client.closeReason).isEqualTo("The service restarts");
            assertThat(statusOfConnect()).isEqualTo(404);
        } finally {
            camel.getRouteController().startRoute("socket-echo");
        }
        assertThat(connect("/sockets/echo").say("hello").hear()).isEqualTo("hello");
        assertThat(counted("omni.sockets.closed", "reason", "restart")).isPositive();
    }

    @Test
    void takesNobodyNewWhileItsRouteIsSuspended() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            client.say("hello").hear();
            camel.getRouteController().suspendRoute("socket-echo");

            assertThat(statusOfConnect()).isEqualTo(503);
            assertThat(client.say("still here").hear()).isEqualTo("still here");
        } finally {
            camel.getRouteController().resumeRoute("socket-echo");
        }
    }

    @Test
    void goesDownWithoutAnErrorInTheLog(CapturedOutput output) throws Exception {
        var application = new SpringApplicationBuilder(Application.class)
                .run("--" + ROUTES, "--server.port=0", "--management.server.port=-1", "--omnichannel.enabled=true");
        int ownPort = Integer.parseInt(application.getEnvironment().getProperty("local.server.port"));
        Client one = Client.connect(ownPort, "/sockets/echo", "let me in");
        Client two = Client.connect(ownPort, "/sockets/story", "");
        one.say("hello").hear();
        two.say("one word").hear();
        assertThat(application.getBean(CamelContext.class).getStatus().isStarted())
                .isTrue();
        int before = output.getAll().length();

        application.close();

        assertThat(one.closeCode()).isEqualTo(1012);
        assertThat(two.closeCode()).isEqualTo(1012);
        assertThat(output.getAll().substring(before)).doesNotContain("Exception", "ERROR", "WARN");
    }

    @Test
    void measuresItself() throws Exception {
        try (Client client = connect("/sockets/echo")) {
            client.say("hello").hear();

            assertThat(metrics.get("omni.sockets.open").gauge().value()).isEqualTo(1);
            eventually().until(() -> counted("omni.sockets.frames", "direction", "out") > 0);
            assertThat(metrics.find("omni.sockets.closed").counters()).hasSize(CloseCause.values().length);
        }
    }

    private int statusOfConnect() {
        Throwable refused = catchThrowable(() -> connect("/sockets/echo"));
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }
}
