package io.omnichannel.simulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.simulator.DocumentedServer;
import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Peer;
import io.omnichannel.simulator.DocumentedServer.Request;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {

    @TempDir
    Path data;

    private final StringWriter printed = new StringWriter();
    private DocumentedServer server;
    private volatile Page voice;
    private volatile Duration answerToAKeyAfter = Duration.ZERO;

    @BeforeEach
    void start() throws IOException {
        server = new DocumentedServer(this::page, this::agent);
        voice = Page.twiml("<Response><Connect action='/action'><ConversationRelay url='" + server.socketUrl()
                + "' welcomeGreeting='Bonjour.' dtmfDetection='true'/></Connect></Response>");
        Files.writeString(data.resolve("twilio-dev-token"), "secret\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void makesACallFromAPipe() {
        int exit = simulate(
                """
                # somebody in a hurry
                Quels sont vos horaires ?
                !interrupt after 3 words
                !digit 5
                Au revoir
                """);

        assertThat(printed.toString().lines().map(line -> line.replaceAll("\\d+(, \\d+)* ms", "N ms")))
                .containsExactly(
                        "agent  Bonjour.",
                        "you    Quels sont vos horaires ?",
                        "agent  Nous sommes ouverts ",
                        "you    (cut in after: \"Nous sommes ouverts\")",
                        "you    presses 5",
                        "agent  Cinq.",
                        "you    Au revoir",
                        "agent  Bonne journée !",
                        "line   you hung up",
                        "2 turns, 8 words heard; first words after N ms");
        assertThat(exit).isZero();
    }

    @Test
    void readsAScriptAndSurvivesALostLine() throws IOException {
        Path script = Files.writeString(data.resolve("talk.txt"), "!drop\nAu revoir\n\nnever said\n");

        int exit = simulate("", "--data", data.toString(), script.toString());

        assertThat(printed.toString())
                .contains("(you break the line to the server)", "line   connected again", "Bonne journée !")
                .doesNotContain("socket is gone")
                .doesNotContain("never said");
        assertThat(exit).isZero();
    }

    @Test
    void showsWhatTheAgentsHandOffDoes() {
        int exit = simulate("Un conseiller\nAllô ?\n");

        assertThat(printed.toString())
                .contains(
                        "agent  Un instant.",
                        "line   handed back: human",
                        "line   dials +33123456789: completed",
                        "line   The call is over, but the script is not (line 2)");
        assertThat(exit).isOne();
    }

    @Test
    void failsWhenTheServerBreaksTwiliosRules() {
        assertThat(simulate("Faux\n")).isOne();

        assertThat(printed.toString()).contains("line   against Twilio's rules: There is no message of the type");
    }

    @Test
    void saysWhichLineOfTheScriptIsNone() {
        assertThat(simulate("Au revoir\n!dance\n")).isOne();

        assertThat(printed.toString()).contains("Line 2: \"!dance\" is no command");
    }

    @Test
    void saysHowToStartAServer() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(run("", "call", "--url", "http://127.0.0.1:" + port, "-")).isOne();

        assertThat(printed.toString())
                .contains("No server answers at http://127.0.0.1:" + port, "OMNICHANNEL_ENABLED=true");
    }

    @Test
    void saysThatTheModuleIsSwitchedOff() {
        voice = new Page(
                503,
                "application/problem+json",
                "{\"error\":\"Omnichannel module is disabled\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(simulate("")).isOne();
        assertThat(printed.toString()).contains("its module is switched off", "OMNICHANNEL_ENABLED=true");
    }

    @Test
    void saysWhereTheTokenShouldBe() {
        Path empty = data.resolve("empty");

        assertThat(simulate("", "--data", empty.toString(), "-")).isOne();
        assertThat(printed.toString())
                .contains(empty.resolve("twilio-dev-token").toString(), "TWILIO_AUTH_TOKEN");
    }

    @Test
    void saysThatTheSignatureWasRefused() {
        voice = Page.empty(403);

        assertThat(simulate("Bonjour\n")).isOne();
        assertThat(printed.toString()).contains("The server refused the signature");
    }

    @Test
    void saysThatThereIsNoSuchScript() {
        assertThat(simulate("", "--data", data.toString(), "no-such.txt")).isOne();
        assertThat(simulate("", "--data", data.toString(), data.toString())).isOne();

        assertThat(printed.toString())
                .contains("There is no script no-such.txt", "There is no script " + data)
                .doesNotContain("agent");
    }

    @Test
    void waitsForTheAnswerToAKeyUntilTheServerKnowsThatNoOtherFollows() {
        answerToAKeyAfter = Duration.ofMillis(2_200);

        assertThat(simulate("!digit 5\nAu revoir\n")).isZero();

        assertThat(printed.toString()).contains("agent  Cinq.").doesNotContain("no answer to the key");
    }

    @Test
    void saysThatTheServerIsGone() {
        assertThat(simulate("Adieu\n")).isOne();

        assertThat(printed.toString())
                .contains("The server cannot be reached any more")
                .doesNotContain("Exception");
    }

    @Test
    void asksForAddressesThatMailCanGoTo() {
        assertThat(run("", "mail", "--from", "nonsense", "Bonjour")).isOne();
        assertThat(run("", "mail", "--to", "Léo <leo>", "Bonjour")).isOne();

        assertThat(printed.toString()).contains("--from is an address such as", "--to is an address such as");
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(run("", "cal")).isOne();

        assertThat(printed.toString()).startsWith("What is cal?").contains("Usage: simulate call");
    }

    @Test
    void explainsItself() {
        assertThat(run("")).isOne();
        assertThat(printed.toString()).contains("Usage: simulate call");
    }

    private void goAway() {
        try {
            server.close();
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    private int simulate(String input) {
        return simulate(input, "--data", data.toString(), "-");
    }

    private int simulate(String input, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "call";
        all[1] = "--url";
        all[2] = server.url().toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return run(input, all);
    }

    private int run(String input, String... arguments) {
        return new Simulate(
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(printed))
                .run(List.of(arguments));
    }

    private Page page(Request request) {
        return switch (request.target()) {
            case "/api/v1/omnichannel/health", "/webhooks/omnichannel/voice" -> voice;
            case "/webhooks/omnichannel/call-status" -> Page.empty(204);
            default ->
                switch (request.form().getOrDefault("SessionStatus", "")) {
                    case "failed" -> voice;
                    case "ended" -> Page.twiml("<Response><Dial>+33123456789</Dial></Response>");
                    default -> Page.twiml("<Response><Hangup/></Response>");
                };
        };
    }

    private void agent(Peer peer, String frame) {
        if (frame.contains("horaires")) {
            peer.say("Nous sommes ouverts ", false);
        } else if (frame.contains("\"dtmf\"")) {
            CompletableFuture.delayedExecutor(answerToAKeyAfter.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> peer.say("Cinq.", true));
        } else if (frame.contains("Au revoir")) {
            peer.say("Bonne journée !", true);
        } else if (frame.contains("Un conseiller")) {
            peer.say("Un instant.", true);
            peer.send("{\"type\":\"end\",\"handoffData\":\"human\"}");
        } else if (frame.contains("Adieu")) {
            goAway();
            peer.abort();
        } else if (frame.contains("Faux")) {
            peer.send("{\"type\":\"clear\"}");
            peer.say("Pardon.", true);
        }
    }
}
