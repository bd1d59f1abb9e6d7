package io.omnichannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.Agent;
import io.omnichannel.agent.Reply;
import io.omnichannel.agent.Turn;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.call.SimulatedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What the log says of a call, as a program reads it, on a machine that is far from UTC. */
@ExtendWith(OutputCaptureExtension.class)
@ServerTest
@TestPropertySource(properties = "logging.structured.format.console=logstash")
@DirtiesContext
@Import(LogFormatIT.FailingAgent.class)
class LogFormatIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TimeZone HERE = TimeZone.getDefault();

    private static final String CALLER = "+33698765432";
    private static final String WORDS = "canari jaune";
    private static final String NAME = "Canaria Canary";
    private static final String VOICE = "/webhooks/omnichannel/voice";

    @Autowired
    World world;

    @BeforeAll
    static void moveFarAway() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        forgetLogging();
    }

    @AfterAll
    static void comeBack() {
        TimeZone.setDefault(HERE);
        forgetLogging();
    }

    /** The first context of a process decides about its log, unless it is told that there was none. */
    private static void forgetLogging() {
        LoggingSystem.get(LogFormatIT.class.getClassLoader()).cleanUp();
    }

    @Test
    void saysWhatALineIsAboutAndNothingOfWhatWasSaid(CapturedOutput output) throws Exception {
        Tenant tenant = world.tenant(settings -> settings.put("agent_name", NAME));
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(CALLER)).awaitConnected();
        call.ask(WORDS, PATIENCE);
        call.send("{\"type\":\"prompt\",\"voicePrompt\":[\"" + WORDS + "\"]}");
        call.send("{\"type\":\"error\",\"description\":\"code: 64105 " + WORDS + "\"}");
        call.hangUp();
        call.awaitEnd(PATIENCE);
        forge(tenant);

        await().untilAsserted(() -> assertThat(warnings(output))
                .extracting(line -> line.path("message").asText().replaceFirst("[:;].*", ""))
                .contains(
                        "The agent failed",
                        "A relay frame could not be read",
                        "ConversationRelay reported error 64105",
                        "Twilio's signature"));

        for (JsonNode line : lines(output)) {
            String time = line.path("timestamp").asText();
            assertThat(time).endsWith("Z");
            assertThat(Instant.parse(time)).isBetween(Instant.now().minusSeconds(600), Instant.now());
            assertThat(line.path("level").asText()).matches("TRACE|DEBUG|INFO|WARN|ERROR");
            assertThat(line.path("module").asText()).isEqualTo("omnichannel");
            assertThat(line.path("message").isTextual()).isTrue();
        }
        String conversation =
                world.storedCall(call.callSid()).get("conversation_id").toString();
        assertThat(warnings(output)).allSatisfy(line -> {
            boolean ofTheCall = !line.path("message").asText().startsWith("Twilio's signature");
            assertThat(line.path("callSid").asText()).isEqualTo(ofTheCall ? call.callSid() : "");
            assertThat(line.path("tenant").asText()).isEqualTo(ofTheCall ? tenant.id() : "");
            assertThat(line.path("conversation").asText()).isEqualTo(ofTheCall ? conversation : "");
        });
        assertThat(warnings(output))
                .filteredOn(line -> line.path("message").asText().startsWith("Twilio's signature"))
                .allSatisfy(line -> assertThat(line.path("traceId").asText()).matches("[0-9a-f]{32}"));
        assertThat(output.getAll())
                .doesNotContainIgnoringCase(WORDS, NAME, "canar")
                .doesNotContain(
                        CALLER.substring(1),
                        CALLER.substring(3),
                        tenant.number().substring(1));
    }

    private void forge(Tenant tenant) {
        TwilioAccount right = world.account();
        world.simulator()
                .webhooks(TwilioAccount.of(right.server(), "not the token"))
                .post(
                        VOICE + "?Body=canary",
                        Map.of(
                                "CallSid",
                                "CA" + "0".repeat(32),
                                "AccountSid",
                                TwilioAccount.SIMULATED_SID,
                                "From",
                                CALLER,
                                "To",
                                tenant.number(),
                                "CallerName",
                                NAME));
    }

    /** The server's warnings, of this class's call and forgery. */
    private static List<JsonNode> warnings(CapturedOutput output) throws JsonProcessingException {
        return lines(output).stream()
                .filter(line -> line.path("level").asText().equals("WARN"))
                .filter(line -> Stream.of("The agent", "A relay", "ConversationRelay", "Twilio's signature:")
                        .anyMatch(line.path("message").asText()::startsWith))
                .toList();
    }

    /** Every line since the server began; one that is not JSON fails the test. */
    private static List<JsonNode> lines(CapturedOutput output) throws JsonProcessingException {
        List<JsonNode> lines = new ArrayList<>();
        // Before that the test framework may still speak in the format of the test that ran last.
        for (String line :
                output.getOut().lines().dropWhile(said -> !said.startsWith("{")).toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** Fails on every question, with the question in its message, as a careless library would. */
    @TestConfiguration
    static class FailingAgent {

        @Bean
        @Primary
        Agent failingAgent() {
            return new Agent() {
                @Override
                public void answer(Turn turn, Reply reply) {
                    throw new IllegalStateException("Cannot answer " + turn);
                }
            };
        }
    }
}
