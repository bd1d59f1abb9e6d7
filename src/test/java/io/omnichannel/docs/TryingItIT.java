package io.omnichannel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.OmnichannelApplication;
import io.omnichannel.ServerTest;
import io.omnichannel.simulator.rest.TwilioRest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** What the README and the guides tell people to type, typed into a shell; {@code docs/trying-it.md} with its answers. */
@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.data-dir=" + TryingItIT.DATA,
            "omnichannel.debounce=100ms",
            "management.prometheus.metrics.export.enabled=true"
        })
@DisabledOnOs(OS.WINDOWS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TryingItIT {

    static final String DATA = "target/test-data/trying-it";

    @Autowired
    MeterRegistry metrics;

    @Autowired
    CamelContext camel;

    @Autowired
    TwilioRest twilio;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    Shell shell;

    @BeforeEach
    void openATerminal() throws Exception {
        assumeThat(Shell.has("curl", "openssl")).as("curl and openssl are here").isTrue();
        shell = new Shell(
                Path.of(DATA),
                Map.of(
                        "SERVER_PORT", String.valueOf(port),
                        "OMNICHANNEL_DATA_DIR", DATA,
                        "LC_ALL", "C.UTF-8",
                        "CLASSES", System.getProperty("java.class.path"),
                        "JAVA", ProcessHandle.current().info().command().orElse("java")));
        shell.run("curl() { command curl -sS \"$@\"; }");
        shell.run("simulate() { \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$CLASSES\" "
                + OmnichannelApplication.class.getName() + " simulate \"$@\"; }");
    }

    @AfterEach
    void closeIt() {
        if (shell != null) {
            shell.close();
        }
    }

    /** The page begins with an empty data directory. */
    @Test
    @Order(1)
    void answersAsThePageSays() {
        List<String> wrong = new ArrayList<>();

        try (ConfigurableApplicationContext off = switchedOff()) {
            Page page = page("docs/trying-it.md", off.getEnvironment().getProperty("local.server.port"));
            for (Page.Step step : page.steps()) {
                Shell.Result result = shell.run(step.commands());
                awaitWritten();
                step.answer()
                        .orElse(new Answer("text", ""))
                        .differs(result.output())
                        .ifPresent(difference -> wrong.add(
                                "docs/trying-it.md:" + step.line() + "\n" + step.commands() + "\n" + difference));
            }
            assertThat(doors())
                    .as("routes that no command of the page has used")
                    .allMatch(this::wasUsed);
        }

        if (!wrong.isEmpty()) {
            fail(String.join("\n\n", wrong) + "\n\n" + shell.errors());
        }
    }

    @Test
    @Order(2)
    void doesWhatTheReadmeTellsPeopleToType() {
        shell.run("curl() { command curl -sS -f \"$@\"; }");
        List<String> commands = page("README.md", "").steps().stream()
                .flatMap(step -> step.commands().replace("\\\n", "").lines())
                .filter(line ->
                        line.startsWith("curl ") || line.startsWith("simulate ") || line.contains("| simulate "))
                .toList();

        assertThat(commands)
                .hasSizeGreaterThan(8)
                .anyMatch(command -> command.startsWith("simulate sms "))
                .anyMatch(command -> command.startsWith("simulate whatsapp "))
                .anyMatch(command -> command.startsWith("simulate mail "));
        for (String command : commands) {
            Shell.Result result = shell.run(command);
            awaitWritten();
            assertThat(result.status())
                    .as(command + "\n" + result.output() + shell.errors())
                    .isZero();
            assertThat(result.output())
                    .as(command)
                    .containsAnyOf("\"status\":\"healthy\"", "\"success\":true", "agent  ");
            if (command.contains("!drop")) {
                assertThat(result.output()).contains("line   connected again");
            }
        }
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource(
            delimiter = '|',
            value = {
                "docs/voices.md    | \"success\":true",
                "docs/voix.md      | \"success\":true",
                "docs/tools.md     | \"success\":true",
                "docs/sentiment.md | Je suis navré de ce désagrément. Voulez-vous que je vous passe un conseiller ?",
                "docs/models.md    | ''"
            })
    void doesWhatAGuideTellsPeopleToType(String guide, String said) {
        shell.run("curl() { command curl -sS -f \"$@\"; }");
        StringBuilder output = new StringBuilder();

        for (Page.Step step : page(guide, "").steps()) {
            // The server is here already.
            String commands = step.commands().replaceAll("(?m)^.*\\./mvnw spring-boot:run$", "true");
            Shell.Result result = shell.run("(set -e\n" + commands + ")");
            awaitWritten();
            output.append(result.output());
            assertThat(result.status())
                    .as(guide + ":" + step.line() + "\n" + result.output() + shell.errors())
                    .isZero();
        }

        assertThat(output).contains(said);
    }

    /** The routes that somebody outside can call by HTTP. */
    private List<String> doors() {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().startsWith("platform-http:"))
                .map(Route::getRouteId)
                .toList();
    }

    private boolean wasUsed(String route) {
        return metrics.get("camel.exchanges.total")
                        .tag("routeId", route)
                        .counter()
                        .count()
                > 0;
    }

    private Page page(String file, String portOfOneThatIsOff) {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("localhost:8787", "localhost:" + port);
        changes.put("localhost:8788", "localhost:" + managementPort);
        changes.put("localhost:8789", "localhost:" + portOfOneThatIsOff);
        changes.put("./data/", DATA + "/");
        changes.put("./simulate", "simulate");
        changes.put("lea.mp3", DATA + "/lea.mp3");
        return Page.read(Path.of(file), changes);
    }

    /** A call's last words are stored while its end is told already. */
    private void awaitWritten() {
        await().until(() -> metrics.get("omni.relay.sessions").gauge().value() == 0
                && metrics.get("omni.relay.writes.waiting").gauge().value() == 0
                // A call is over later than its session: the server has yet to be told.
                && twilio.calls().all().stream().noneMatch(call -> call.status().equals("in-progress")));
    }

    private static ConfigurableApplicationContext switchedOff() {
        return new SpringApplicationBuilder(OmnichannelApplication.class)
                .run("--server.port=0", "--management.server.port=0", "--logging.structured.format.console=");
    }
}
