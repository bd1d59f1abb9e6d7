package io.omnichannel.simulator.command;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Request;
import io.omnichannel.simulator.rest.RestClient;
import io.omnichannel.simulator.rest.RestWorld;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SimulateTextTest {

    @TempDir
    Path data;

    private final StringWriter printed = new StringWriter();

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @BeforeEach
    void start() throws IOException {
        Files.writeString(data.resolve("twilio-dev-token"), "secret\n");
        Files.writeString(data.resolve("simulator.port"), world.twilio.port() + "\n");
        world.pages = request -> switch (request.target()) {
            case "/webhooks/omnichannel/sms" -> {
                world.send(
                        BUSINESS,
                        CUSTOMER,
                        "Vous avez écrit : " + request.form().get("Body"));
                yield Page.twiml("<Response/>");
            }
            case "/webhooks/omnichannel/whatsapp" -> {
                world.send("whatsapp:" + BUSINESS, "whatsapp:" + CUSTOMER, "Reçu : " + request.form());
                yield Page.twiml("<Response/>");
            }
            default -> Page.empty(200);
        };
    }

    @Test
    void writesATextAndPrintsTheAnswer() {
        assertThat(simulate("", "sms", "Quels", "sont vos horaires ?")).isZero();

        assertThat(printed.toString().lines())
                .containsExactly(
                        "you    Quels sont vos horaires ?", "agent  Vous avez écrit : Quels sont vos horaires ?");
    }

    @Test
    void writesLineByLineFromAPipe() {
        assertThat(simulate("# hello\nBonjour\n\nMerci\n", "sms")).isZero();

        assertThat(printed.toString().lines())
                .containsExactly(
                        "you    Bonjour",
                        "agent  Vous avez écrit : Bonjour",
                        "you    Merci",
                        "agent  Vous avez écrit : Merci");
    }

    @Test
    void showsWhatTwilioItselfAnswers() {
        world.pages = request -> Page.twiml("<Response/>");

        assertThat(simulate("", "sms", "STOP")).isZero();

        assertThat(printed.toString()).contains("twilio You have successfully been unsubscribed");
    }

    @Test
    void writesOnWhatsappWithWhatItHas() {
        assertThat(simulate(
                        "", "whatsapp", "--name", "Ana", "--location", "48.8, 2.3", "--media", "https://x.example/1"))
                .isZero();

        assertThat(printed.toString())
                .contains(
                        "ProfileName=Ana",
                        "Latitude=48.8",
                        "Longitude=2.3",
                        "MediaUrl0=https://x.example/1",
                        "NumMedia=1");
    }

    @Test
    void showsThatTheTelephoneRings() {
        world.pages = request -> switch (request.target().replaceFirst("\\?.*", "")) {
            case "/webhooks/omnichannel/sms" -> {
                world.client.post(
                        RestClient.ACCOUNT + "/Calls.json",
                        "From",
                        BUSINESS,
                        "To",
                        CUSTOMER,
                        "Url",
                        world.server.url() + "/webhooks/omnichannel/voice?outbox=7");
                yield Page.twiml("<Response/>");
            }
            case "/webhooks/omnichannel/voice" -> Page.twiml("<Response><Say>Bonjour, ici Sara.</Say></Response>");
            default -> Page.empty(200);
        };

        assertThat(simulate("", "sms", "Rappelez-moi")).isZero();

        assertThat(printed.toString()).contains("phone  " + BUSINESS + " calls: Bonjour, ici Sara.");
    }

    @Test
    void saysThatNobodyAnswered() {
        world.pages = request -> Page.twiml("<Response/>");
        assertThat(simulate("", "sms", "--wait", "1", "Bonjour")).isOne();
        assertThat(printed.toString()).contains("line   no answer in 1 s");
    }

    @Test
    void saysThatTheServerDoesNotTakeTexts() {
        world.pages = request -> Page.empty(request.target().contains("health") ? 200 : 404);

        assertThat(simulate("", "sms", "Bonjour")).isOne();
        assertThat(printed.toString()).contains("does not take texts");
    }

    @Test
    void saysWhereTheSimulatorShouldBe() throws IOException {
        Files.delete(data.resolve("simulator.port"));

        assertThat(simulate("", "sms", "Bonjour")).isOne();
        assertThat(printed.toString()).contains(data.resolve("simulator.port").toString());
    }

    @Test
    void saysAtOnceThatNobodyHasTheNumber() {
        world.pages = SimulateTextTest::numbers;

        assertThat(simulate("", "sms", "--to", "+33199000009", "Bonjour")).isOne();
        assertThat(printed.toString()).contains("No tenant has the number +33199000009", "phone-mappings");
    }

    @Test
    void saysAtOnceThatTheNumberIsForAnotherChannel() {
        world.pages = SimulateTextTest::numbers;

        assertThat(simulate("", "whatsapp", "--to", "+33199000003", "Bonjour")).isOne();
        assertThat(printed.toString()).contains("bakery has the number +33199000003, but not for whatsapp");
    }

    @Test
    void wantsNumbersThatCanBeAnswered() {
        assertThat(simulate("", "sms", "--to", "nonsense", "Bonjour")).isOne();
        assertThat(simulate("", "sms", "--from", "ACME", "Bonjour")).isOne();

        assertThat(printed.toString())
                .contains(
                        "--to is a number such as +33199000001, not nonsense",
                        "--from is a number such as +33612345678, not ACME");
    }

    @Test
    void saysThatThereIsNothingToWrite() {
        assertThat(simulate("", "sms", "")).isOne();
        assertThat(simulate("", "mail", " ")).isOne();
        assertThat(simulate("# nothing\n", "sms")).isOne();

        assertThat(printed.toString().lines())
                .contains("The text is empty.", "line   nothing was written")
                .doesNotContain("you    ");
    }

    @Test
    void stopsAtTheFirstTextOfAPipeThatIsNotAnswered() {
        world.pages = request -> Page.twiml("<Response/>");

        assertThat(simulate("Un\nDeux\n", "sms", "--wait", "0")).isOne();
        assertThat(printed.toString()).contains("you    Un").doesNotContain("Deux");
    }

    @Test
    void promptsWhoeverTypesUntilAnEmptyLine() throws Exception {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        List<String> written = new ArrayList<>();
        byte[] keys = "Un\nDeux\n\nTrois\n".getBytes(StandardCharsets.UTF_8);
        try (Terminal terminal = new DumbTerminal(
                "typed", Terminal.TYPE_DUMB, new ByteArrayInputStream(keys), screen, StandardCharsets.UTF_8)) {
            WrittenLines.typed(terminal).putInto(text -> {
                written.add(text);
                return false;
            });
        }

        assertThat(written).containsExactly("Un", "Deux");
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("an empty line ends it", "you    ");
    }

    @Test
    void explainsOneCommandOrAll() {
        assertThat(simulate("", "sms", "--help")).isZero();
        assertThat(printed.toString()).contains("Usage: simulate sms").doesNotContain("Usage: simulate call");

        assertThat(simulate("", "help")).isZero();
        assertThat(printed.toString()).contains("Usage: simulate call", "Usage: simulate mail");
    }

    @Test
    void textsTheWordHelp() {
        assertThat(simulate("", "sms", "help")).isZero();

        assertThat(printed.toString()).contains("twilio Reply STOP to unsubscribe.");
    }

    @Test
    void explainsItself() {
        assertThat(simulate("", "sms", "--port", "1")).isOne();
        assertThat(simulate("", "letter")).isOne();
        assertThat(printed.toString())
                .contains("What is --port?", "Usage: simulate sms", "simulate whatsapp", "Usage: simulate call");
    }

    /** Two numbers on two pages. */
    private static Page numbers(Request request) {
        String page =
                """
                {"success":true,"phone_mappings":[{"tenant_id":"%s","phone_number":"%s","channels":["voice","sms"]}],"next":%s}
                """;
        boolean first = !request.target().contains("after=2");
        return switch (request.target().replaceFirst("\\?.*", "")) {
            case "/api/v1/omnichannel/phone-mappings" ->
                new Page(
                        200,
                        "application/json",
                        (first
                                        ? page.formatted("demo", BUSINESS, "\"2\"")
                                        : page.formatted("bakery", "+33199000003", "null"))
                                .getBytes(StandardCharsets.UTF_8));
            default -> Page.empty(200);
        };
    }

    private int simulate(String input, String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        if (!List.of("letter", "help").contains(command)) {
            all.addAll(List.of("--url", world.server.url().toString(), "--data", data.toString()));
        }
        all.addAll(List.of(arguments));
        return new Simulate(
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintWriter(printed))
                .run(all);
    }
}
