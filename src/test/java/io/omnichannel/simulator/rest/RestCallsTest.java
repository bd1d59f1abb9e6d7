package io.omnichannel.simulator.rest;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.DocumentedServer;
import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestCallsTest {

    private static final String CALLS = RestClient.ACCOUNT + "/Calls.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @BeforeEach
    void start() {
        world.pages = request -> switch (request.target().replaceFirst("\\?.*", "")) {
            case "/webhooks/omnichannel/voice" ->
                Page.twiml("<Response><Connect action='/action'><ConversationRelay url='" + world.server.socketUrl()
                        + "' welcomeGreeting='Bonjour, ici Sara.'/></Connect></Response>");
            case "/action" -> Page.twiml("<Response><Hangup/></Response>");
            default -> Page.empty(204);
        };
    }

    @Test
    void complainsOfAServerThatBreaksARuleInACallThatNobodyTook() {
        world.pages = request -> request.target().contains("/voice") ? Page.empty(500) : Page.empty(200);

        call();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world.twilio.ledger().violations())
                        .anyMatch(rule -> rule.contains("11200"))
                        .anyMatch(rule -> rule.contains("15003")));
    }

    @Test
    void ringsAndTalks() {
        JsonNode call = RestClient.json(call(
                "StatusCallbackEvent",
                "initiated",
                "StatusCallbackEvent",
                "answered",
                "StatusCallbackEvent",
                "completed"));
        SimulatedCall talk = world.twilio.calls().await(CUSTOMER, PATIENCE).awaitConnected();

        assertThat(call.path("status").asText()).isEqualTo("queued");
        assertThat(talk.callSid()).isEqualTo(call.path("sid").asText());
        assertThat(talk.ask("Bonjour", PATIENCE).text()).isEqualTo("Bonjour à vous.");
        talk.hangUp();
        talk.awaitEnd(PATIENCE);

        await().until(() -> world.twilio.calls().all().getFirst().status().equals("completed"));
        assertThat(voice().form())
                .containsEntry("Direction", "outbound-api")
                .containsEntry("CallStatus", "in-progress")
                .containsEntry("From", BUSINESS)
                .containsEntry("To", CUSTOMER);
        assertThat(statuses()).containsExactly("initiated", "in-progress", "completed");
    }

    @ParameterizedTest
    @CsvSource({"BUSY, busy", "NO_ANSWER, no-answer", "FAILED, failed"})
    void tellsThatNobodyCame(RestCalls.Ringing outcome, String status) {
        world.twilio.calls().rings(CUSTOMER, outcome);

        String sid = RestClient.json(call()).path("sid").asText();

        await().until(() -> statuses().contains(status));
        assertThat(RestClient.json(world.client.get(RestClient.ACCOUNT + "/Calls/" + sid + ".json"))
                        .path("status")
                        .asText())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED, human", "MACHINE, machine_end_beep"})
    void tellsWhoPickedUp(RestCalls.Ringing outcome, String answeredBy) {
        world.twilio.calls().rings(CUSTOMER, outcome);

        call(
                "MachineDetection",
                "DetectMessageEnd",
                "AsyncAmd",
                "true",
                "AsyncAmdStatusCallback",
                world.server.url() + "/webhooks/omnichannel/who?outbox=7");

        await().untilAsserted(() -> assertThat(world.server.requests.stream()
                        .filter(request -> request.target().contains("/who")))
                .singleElement()
                .satisfies(request -> assertThat(request.form())
                        .containsEntry("AnsweredBy", answeredBy)
                        .containsKeys("AccountSid", "CallSid", "MachineDetectionDuration")
                        .doesNotContainKey("CallStatus")));
        world.twilio.calls().await(CUSTOMER, PATIENCE).awaitConnected().hangUp();
    }

    @Test
    void goesOnWithOtherTwiml() {
        String sid = RestClient.json(call()).path("sid").asText();
        SimulatedCall talk = world.twilio.calls().await(CUSTOMER, PATIENCE).awaitConnected();

        HttpResponse<byte[]> answer = world.client.post(
                RestClient.ACCOUNT + "/Calls/" + sid + ".json",
                "Twiml",
                "<Response><Say>Au revoir</Say><Hangup/></Response>");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(talk.awaitEnd(PATIENCE).steps(Step.Said.class)).containsExactly(new Step.Said("Au revoir"));
    }

    @Test
    void listsCallsBetweenTwoNumbersNewestFirst() {
        world.twilio.calls().rings(CUSTOMER, RestCalls.Ringing.BUSY);
        String first = RestClient.json(call()).path("sid").asText();
        String second = RestClient.json(call()).path("sid").asText();

        JsonNode list = RestClient.json(world.client.get(CALLS + "?To=%2B33612345678&From=%2B33199000001"));

        assertThat(list.path("calls").findValuesAsText("sid")).containsExactly(second, first);
        assertThat(RestClient.json(world.client.get(CALLS + "?To=%2B33600000000"))
                        .path("calls"))
                .isEmpty();
    }

    @Test
    void isHungUpByTheServer() {
        String sid = RestClient.json(call()).path("sid").asText();
        SimulatedCall talk = world.twilio.calls().await(CUSTOMER, PATIENCE).awaitConnected();
        String address = RestClient.ACCOUNT + "/Calls/" + sid + ".json";

        assertThat(world.client.post(address, "Status", "completed").statusCode())
                .isEqualTo(200);

        talk.awaitEnd(PATIENCE);
        assertThat(RestClient.json(world.client.post(address, "Status", "completed"))
                        .path("code")
                        .asInt())
                .isEqualTo(21220);
    }

    @Test
    void followsTwimlThatCameWithTheRequest() {
        HttpResponse<byte[]> answer = world.client.post(
                CALLS, "From", BUSINESS, "To", CUSTOMER, "Twiml", "<Response><Say>Bonjour</Say></Response>");

        assertThat(answer.statusCode()).isEqualTo(201);
        SimulatedCall talk = world.twilio.calls().await(CUSTOMER, PATIENCE);
        assertThat(talk.awaitEnd(PATIENCE).steps(Step.Said.class)).containsExactly(new Step.Said("Bonjour"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21201 | From=+33199000001&Url=https://x.example/",
                "21211 | To=06&From=+33199000001&Url=https://x.example/",
                "21213 | To=+33612345678&Url=https://x.example/",
                "21212 | To=+33612345678&From=06&Url=https://x.example/",
                "21205 | To=+33612345678&From=+33199000001",
                "21205 | To=+33612345678&From=+33199000001&Url=here",
                "20001 | To=+33612345678&From=+33199000001&Url=https://x.example/&Colour=red",
                "20001 | To=+33612345678&From=+33199000001&Url=https://x.example/&MachineDetection=Perhaps",
                "21205 | To=+33612345678&From=+33199000001&Url=https://x.example/&AsyncAmdStatusCallback=here",
            })
    void refusesWhatTwilioRefuses(int code, String parameters) {
        List<String> form = new java.util.ArrayList<>();
        for (String pair : parameters.split("&")) {
            form.addAll(List.of(pair.split("=", 2)));
        }

        assertThat(RestClient.json(world.client.post(CALLS, form.toArray(String[]::new)))
                        .path("code")
                        .asInt())
                .isEqualTo(code);
    }

    private HttpResponse<byte[]> call(String... more) {
        List<String> form = new java.util.ArrayList<>(List.of(
                "From",
                BUSINESS,
                "To",
                CUSTOMER,
                "Url",
                world.server.url() + "/webhooks/omnichannel/voice?outbox=7",
                "StatusCallback",
                world.server.url() + "/webhooks/omnichannel/call-status?outbox=7"));
        form.addAll(List.of(more));
        return world.client.post(CALLS, form.toArray(String[]::new));
    }

    private DocumentedServer.Request voice() {
        return world.server.requests.stream()
                .filter(request -> request.target().contains("/voice"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> statuses() {
        return world.server.requests.stream()
                .filter(request -> request.target().contains("/call-status"))
                .map(request -> request.form().get("CallStatus"))
                .map(status -> status.equals("queued") ? "initiated" : status)
                .toList();
    }
}
