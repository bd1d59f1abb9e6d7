package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.RestLedger;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every way in which Twilio may fail: the customer gets the message, and gets it once. */
@ExtendWith(OutputCaptureExtension.class)
class SendRetryIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    MeterRegistry metrics;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void arrivesOnceWhateverTwilioDoes(Fault fault) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.faults().slowness(Duration.ofMillis(5_500)).next(fault, fault);

        phone.send(tenant.number(), "Bonjour");

        assertDelivered(tenant, phone);
    }

    @Test
    void waitsAsLongAsTwilioAsks() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.faults().retryAfter(Duration.ofMinutes(2)).next(Fault.TOO_MANY_RETRY_AFTER);

        twilio.phone(Post.number()).send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_outbox where tenant_id = ? and status = 'queued'"
                                        + " and ready_at >= updated_at + interval '2 minutes'",
                                Long.class,
                                tenant.id()))
                .isEqualTo(1));
        twilio.faults().retryAfter(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_AFTER", "RESET_AFTER", "SLOW"})
    void findsInTwiliosListWhatNoCallbackTellsOf(Fault fault) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.callbacks().silent();
        twilio.faults().slowness(Duration.ofMillis(5_500)).next(fault);
        twilio.lookupFaults().next(Fault.ERROR_BEFORE);

        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("sent"));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void tellsTwoMessagesOfTheSameWordsApart() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "encore");
        await().until(() -> post.statuses(tenant).equals(List.of("delivered")));
        twilio.callbacks().silent();
        twilio.faults().next(Fault.ERROR_BEFORE);

        phone.send(tenant.number(), "encore");

        List<RestMessage> received = phone.await(2, PATIENCE);
        assertThat(received).extracting(RestMessage::body).containsOnly("You wrote: encore");
        await().untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("delivered", "sent"));
    }

    @ParameterizedTest
    @CsvSource({"30003, undelivered 30003", "30007, undelivered 30007", "21610, undelivered 21610"})
    void showsWhyACarrierDidNotDeliver(int code, String status) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.unreachable(phone.wire(), code);

        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(post.statuses(tenant)).containsExactly(status);
            assertThat(post.details(tenant, "agent").at("/delivery/status").asText())
                    .isEqualTo("undelivered");
            assertThat(post.details(tenant, "agent").at("/delivery/reason").asText())
                    .isNotEmpty();
        });
    }

    @Test
    void leavesWhatTwilioWillNeverTakeToAHuman(CapturedOutput log) {
        Tenant tenant = world.tenant(settings -> {});

        twilio.phone("+331234").send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("dead 21211"));
        assertThat(log).containsPattern("Dead letter [0-9a-f-]{36}: sms could not be sent \\(21211\\)");
        assertThat(metrics.counter("omni.dead.letters", "channel", "sms", "code", "21211")
                        .count())
                .isPositive();
    }

    @Test
    void givesUpWhatComesTooLate() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.faults().often(Fault.TOO_MANY, 1);
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).equals(List.of("queued")));

        world.database().update("update omni_outbox set expires_at = now() where tenant_id = ?", tenant.id());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("dead expired"));
        assertThat(phone.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3"})
    void understandsCallbacksInAnyOrder(long seed) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp(Post.number());
        twilio.callbacks().seed(seed).shuffled().doubled(0.5).delayed(Duration.ZERO, Duration.ofMillis(30));

        phone.send(tenant.number(), "Bonjour");

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(post.statuses(tenant)).containsExactly("read");
            assertThat(post.details(tenant, "agent").at("/delivery/status").asText())
                    .isEqualTo("read");
        });
        assertThat(phone.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "delivered sent queued,     delivered",
        "undelivered sent,          undelivered",
        "failed undelivered sent,   failed",
        "delivered failed,          delivered",
        "failed delivered,          delivered",
        "read delivered,            read",
        "something_new,             sent"
    })
    void letsTheFarthestStatusStandInWhateverOrderItIsTold(String told, String status) {
        Tenant tenant = world.tenant(settings -> {});
        twilio.callbacks().silent();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("sent"));

        String outbox = world.database()
                .queryForObject("select id::text from omni_outbox where tenant_id = ?", String.class, tenant.id());
        for (String each : told.split(" ")) {
            assertThat(world.simulator()
                            .webhooks(world.account())
                            .post(
                                    "/webhooks/omnichannel/message-status?outbox=" + outbox,
                                    Map.of(
                                            "AccountSid",
                                            world.account().sid(),
                                            "MessageSid",
                                            phone.received().getFirst().sid(),
                                            "MessageStatus",
                                            each,
                                            "From",
                                            tenant.number(),
                                            "To",
                                            phone.wire()))
                            .status())
                    .isIn(200, 204);
        }

        assertThat(post.statuses(tenant)).containsExactly(status);
    }

    @Test
    void learnsWhatBecameOfAMessageThoughItCouldBeToldOnlyLater() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        twilio.callbacks().silent();
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("sent"));
        RestMessage message = phone.received().getFirst();
        CompletableFuture<Integer> told;

        try (Connection busy = world.connect();
                Statement statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("select from omni_outbox where tenant_id = '" + tenant.id() + "' for update");
            told = CompletableFuture.supplyAsync(() -> twilio.tell(message, "delivered", 0));
            await().atMost(PATIENCE).until(() -> answers(message).contains(503));
            busy.rollback();
        }

        assertThat(told.join()).isEqualTo(204);
        assertThat(answers(message)).hasSizeGreaterThan(1).endsWith(204);
        assertThat(post.statuses(tenant)).containsExactly("delivered");
    }

    private List<Integer> answers(RestMessage message) {
        return twilio.ledger().told().stream()
                .filter(told -> told.messageSid().equals(message.sid()))
                .map(RestLedger.Told::status)
                .toList();
    }

    private void assertDelivered(Tenant tenant, SimulatedPhone phone) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("delivered"));
        assertThat(phone.received()).hasSize(1);
    }
}
