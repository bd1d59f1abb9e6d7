package io.omnichannel.simulator.rest;

import static io.omnichannel.simulator.rest.RestWorld.BUSINESS;
import static io.omnichannel.simulator.rest.RestWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.simulator.DocumentedServer.Page;
import io.omnichannel.simulator.DocumentedServer.Request;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioSignature;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestCallbacksTest {

    @RegisterExtension
    final RestWorld world = new RestWorld();

    @Test
    void tellsTheRoadOfATextInOrderAndSigned() {
        world.send(BUSINESS, CUSTOMER, "Bonjour", "StatusCallback", world.callback("7"));

        assertThat(told(4)).containsExactly("queued", "sending", "sent", "delivered");
        Request callback = world.server.requests.getLast();
        assertThat(callback.target()).isEqualTo("/webhooks/omnichannel/message-status?outbox=7");
        assertThat(callback.form()).containsEntry("From", BUSINESS).containsEntry("To", CUSTOMER);
        assertThat(TwilioSignature.verify(
                        List.of("secret"),
                        world.callback("7"),
                        form(callback.form()),
                        callback.headers().get("X-Twilio-Signature")))
                .isTrue();
        assertThat(world.twilio.ledger().sentTo(CUSTOMER).getFirst().status()).isEqualTo("delivered");
    }

    @Test
    void tellsNobodyWhoDidNotAsk() {
        world.send(BUSINESS, CUSTOMER, "Bonjour");

        await().until(() -> status(CUSTOMER).equals("delivered"));
        assertThat(world.server.requests).isEmpty();
    }

    @Test
    void tellsWhenATextWasRead() {
        world.twilio.whatsapp(CUSTOMER).send(BUSINESS, "Bonjour");
        world.server.requests.clear();

        world.send("whatsapp:" + BUSINESS, "whatsapp:" + CUSTOMER, "Bonjour", "StatusCallback", world.callback("7"));

        assertThat(told(5)).endsWith("delivered", "read");
    }

    @ParameterizedTest
    @CsvSource({"true, failed", "false, read"})
    void takesAStrangerForSomebodyWhoWroteUnlessItHearsEverything(boolean hears, String end) {
        world.twilio.hearsEverything(hears);

        world.send("whatsapp:" + BUSINESS, "whatsapp:" + CUSTOMER, "Bonjour", "StatusCallback", world.callback("7"));

        assertThat(told(hears ? 2 : 5)).endsWith(end);
    }

    @Test
    void failsAFreeTextOutsideWhatsappsWindowLater() {
        world.twilio.whatsapp(CUSTOMER).send(BUSINESS, "Bonjour");
        world.twilio.letPass(Duration.ofHours(24));
        world.server.requests.clear();
        String to = "whatsapp:" + CUSTOMER;

        assertThat(world.send("whatsapp:" + BUSINESS, to, "Bonjour", "StatusCallback", world.callback("7"))
                        .statusCode())
                .isEqualTo(201);

        assertThat(told(2)).containsExactly("queued", "failed");
        assertThat(world.server.requests.getLast().form()).containsEntry("ErrorCode", "63016");
        world.client.post(
                RestWorld.MESSAGES,
                "From",
                "whatsapp:" + BUSINESS,
                "To",
                to,
                "ContentSid",
                "HX00000000000000000000000000000000",
                "ContentVariables",
                "{\"1\":\"Ana\"}");
        await().until(() -> world.twilio.ledger().sentTo(to).getLast().status().equals("read"));
    }

    @Test
    void neverReachesAPhoneThatIsOff() {
        world.twilio.unreachable(CUSTOMER, 30003);

        world.send(BUSINESS, CUSTOMER, "Bonjour", "StatusCallback", world.callback("7"));

        assertThat(told(4)).containsExactly("queued", "sending", "sent", "undelivered");
        assertThat(world.server.requests.getLast().form()).containsEntry("ErrorCode", "30003");
    }

    @ParameterizedTest
    @CsvSource({
        "503, '#rc=3&rp=all', 3",
        "503, '#rc=3&rp=5xx', 3",
        "503, '#rc=1&rp=ct,5xx', 2",
        "404, '#rc=3&rp=4xx', 3",
        "404, '#rc=3&rp=5xx', 1",
        "503, '#rc=3', 1",
        "503, '', 1"
    })
    void comesAgainAsOftenAsTheUrlAsks(int refusal, String overrides, int times) {
        Queue<Integer> refusals = new ConcurrentLinkedQueue<>(List.of(refusal, refusal));
        world.pages = request -> Page.empty(Objects.requireNonNullElse(refusals.poll(), 204));

        world.send(BUSINESS, CUSTOMER, "Bonjour", "StatusCallback", world.callback("7") + overrides);

        int told = times + 3;
        assertThat(told(told).subList(0, times)).containsOnly("queued");
        assertThat(told(told)).endsWith("sending", "sent", "delivered");
        assertThat(world.server.requests)
                .allSatisfy(request -> assertThat(request.target()).doesNotContain("rc="));
    }

    @Test
    void tellsInAnyOrderTwiceOrNever() {
        world.twilio.callbacks().seed(5).shuffled().doubled(0.5).dropped(0.2);

        for (int i = 0; i < 40; i++) {
            world.send(BUSINESS, CUSTOMER, "Bonjour " + i, "StatusCallback", world.callback("" + i));
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> world.twilio.ledger().told().size() >= 150);
        Map<String, List<String>> byMessage = world.twilio.ledger().told().stream()
                .collect(Collectors.groupingBy(
                        RestLedger.Told::messageSid, Collectors.mapping(RestLedger.Told::what, Collectors.toList())));
        List<String> inOrder = List.of("queued", "sending", "sent", "delivered");
        assertThat(byMessage.values()).anyMatch(told -> !told.contains("delivered"));
        assertThat(byMessage.values()).anyMatch(told -> told.stream().distinct().count() < told.size());
        assertThat(byMessage.values())
                .anyMatch(told -> !told.equals(told.stream()
                        .sorted(java.util.Comparator.comparing(inOrder::indexOf))
                        .toList()));
        assertThat(world.twilio.ledger().sentTo(CUSTOMER))
                .allMatch(message -> message.status().equals("delivered"));
    }

    @Test
    void tellsLateOrNothing() {
        world.twilio.callbacks().delayed(Duration.ofMillis(80), Duration.ofMillis(100));
        long before = System.nanoTime();
        world.send(BUSINESS, CUSTOMER, "Bonjour", "StatusCallback", world.callback("7"));
        told(4);
        assertThat(System.nanoTime() - before).isGreaterThan(4 * 80_000_000L);

        world.twilio.callbacks().silent();
        world.send(BUSINESS, CUSTOMER, "Bonjour", "StatusCallback", world.callback("8"));
        await().until(() -> status(CUSTOMER).equals("delivered"));
        assertThat(world.server.requests).hasSize(4);
    }

    private List<String> told(int count) {
        await().atMost(Duration.ofSeconds(10)).until(() -> world.server.requests.size() >= count);
        return world.server.requests.stream()
                .map(request -> request.form().get("MessageStatus"))
                .toList();
    }

    private String status(String to) {
        return world.twilio.ledger().sentTo(to).getLast().status();
    }

    private static TwilioForm form(Map<String, String> parameters) {
        return new TwilioForm(parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))));
    }
}
