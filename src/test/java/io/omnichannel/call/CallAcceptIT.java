package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class CallAcceptIT {

    @Autowired
    World world;

    @Test
    void answersADeliveryThatOvertookItsTwinWithTheSameBytes() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        try (Connection other = world.connect();
                Statement lock = other.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            // Whoever comes first waits here, with its event claimed and nothing committed.
            lock.execute("lock table omni_contacts in share row exclusive mode");

            Future<WebhookAnswer> first =
                    threads.submit(() -> twilio.post("/webhooks/omnichannel/voice", call("CA-twin", tenant)));
            Future<WebhookAnswer> second =
                    threads.submit(() -> twilio.post("/webhooks/omnichannel/voice", call("CA-twin", tenant)));
            await().until(() -> waiting() >= 2);
            assertThat(first.isDone() || second.isDone()).isFalse();
            other.rollback();

            assertThat(first.get().status()).isEqualTo(200);
            assertThat(second.get().body()).isEqualTo(first.get().body());
        }
        assertThat(world.count("omni_calls", tenant)).isEqualTo(1);
        assertThat(world.database()
                        .queryForObject(
                                "select deliveries from omni_events where key = 'CA-twin/voice'", Integer.class))
                .isEqualTo(2);
    }

    @Test
    void makesOneCustomerOfAHundredFirstContactsAtOnce() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        List<Callable<WebhookAnswer>> deliveries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String callSid = "CA-crowd-" + i % 60;
            deliveries.add(() -> twilio.post("/webhooks/omnichannel/voice", call(callSid, tenant)));
        }

        List<WebhookAnswer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<WebhookAnswer> answer : threads.invokeAll(deliveries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).extracting(WebhookAnswer::status).containsOnly(200);
        for (int i = 60; i < 100; i++) {
            assertThat(answers.get(i).body()).isEqualTo(answers.get(i - 60).body());
        }
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        assertThat(world.count("omni_calls", tenant)).isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"concurrent_calls, busy", "calls_per_day, day_spent"})
    void keepsALimitAlsoForCallsThatComeTogether(String limit, String refused) throws Exception {
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.get("limits")).put(limit, 1));
        UUID contact = UUID.randomUUID();
        Webhooks twilio = world.simulator().webhooks(world.account());
        try (Connection other = world.connect();
                Statement lock = other.createStatement();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            // Whoever has been counted waits for this address, with nothing committed.
            lock.execute(
                    "insert into omni_contacts (tenant_id, id) values ('%s', '%s')".formatted(tenant.id(), contact));
            lock.execute("insert into omni_contact_addresses (tenant_id, id, kind, address, contact_id)"
                    + " values ('%s', '%s', 'phone', '+33611223344', '%s')".formatted(tenant.id(), contact, contact));

            Future<WebhookAnswer> one =
                    threads.submit(() -> twilio.post("/webhooks/omnichannel/voice", call("CA-one-" + refused, tenant)));
            Future<WebhookAnswer> two =
                    threads.submit(() -> twilio.post("/webhooks/omnichannel/voice", call("CA-two-" + refused, tenant)));
            await().until(() -> waiting() >= 2);
            other.rollback();

            assertThat(List.of(one.get().status(), two.get().status())).containsOnly(200);
        }
        assertThat(world.database()
                        .queryForList(
                                "select coalesce(outcome, 'taken') from omni_calls where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .containsExactlyInAnyOrder("taken", refused);
    }

    @Test
    void keepsTheCustomersOfTwoTenantsApart() {
        Tenant one = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());

        twilio.post("/webhooks/omnichannel/voice", call("CA-one", one));
        twilio.post("/webhooks/omnichannel/voice", call("CA-other", other));

        assertThat(world.count("omni_contacts", one)).isEqualTo(1);
        assertThat(world.count("omni_contacts", other)).isEqualTo(1);
    }

    @Test
    void neverTakesTwoWithheldNumbersForOneCustomer() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());

        for (String callSid : List.of("CA-hidden-1", "CA-hidden-2")) {
            Map<String, String> call = new HashMap<>(call(callSid, tenant));
            call.put("From", "anonymous");
            twilio.post("/webhooks/omnichannel/voice", call);
        }

        assertThat(world.count("omni_contacts", tenant)).isEqualTo(2);
    }

    @Test
    void keepsAnEndedCallEndedWhateverOrderTheCallbacksCome() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        twilio.post("/webhooks/omnichannel/voice", call("CA-status", tenant));

        for (String status : List.of("completed", "in-progress", "ringing", "completed")) {
            Map<String, String> callback = new HashMap<>(call("CA-status", tenant));
            callback.put("CallStatus", status);
            callback.put("CallDuration", "17");
            assertThat(twilio.post("/webhooks/omnichannel/call-status", callback)
                            .status())
                    .isEqualTo(204);
        }

        assertThat(world.storedCall("CA-status"))
                .containsEntry("status", "completed")
                .containsEntry("duration_seconds", 17);
    }

    @Test
    void neverTurnsACallBackToAnEarlierStage() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        twilio.post("/webhooks/omnichannel/voice", call("CA-stages", tenant));

        for (String status : List.of("in-progress", "ringing", "queued")) {
            Map<String, String> callback = new HashMap<>(call("CA-stages", tenant));
            callback.put("CallStatus", status);
            twilio.post("/webhooks/omnichannel/call-status", callback);
        }

        assertThat(world.storedCall("CA-stages")).containsEntry("status", "in-progress");
    }

    @Test
    void answersAnEventAgainWhenItsNumberHasChangedHands() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        byte[] first = twilio.post("/webhooks/omnichannel/voice", call("CA-moved", tenant))
                .body();
        world.database().update("delete from omni_phone_mappings where tenant_id = ?", tenant.id());

        byte[] again = twilio.post("/webhooks/omnichannel/voice", call("CA-moved", tenant))
                .body();

        assertThat(again).isEqualTo(first);
    }

    @Test
    void keepsARecording() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        twilio.post("/webhooks/omnichannel/voice", call("CA-recorded", tenant));
        Map<String, String> recording = new HashMap<>(call("CA-recorded", tenant));
        recording.put("RecordingSid", "RE1");
        recording.put("RecordingStatus", "completed");

        assertThat(twilio.post("/webhooks/omnichannel/recording", recording).status())
                .isEqualTo(204);

        assertThat(world.storedCall("CA-recorded").get("recording").toString()).contains("RE1", "completed");
    }

    @Test
    void givesEveryCallATicketOfItsOwn() {
        Tenant tenant = world.tenant(settings -> {});
        Webhooks twilio = world.simulator().webhooks(world.account());
        Set<String> tickets = new HashSet<>();

        for (int i = 0; i < 20; i++) {
            twilio.post("/webhooks/omnichannel/voice", call("CA-ticket-" + i, tenant));
            tickets.add((String) world.storedCall("CA-ticket-" + i).get("ticket"));
        }

        assertThat(tickets).hasSize(20).allMatch(ticket -> ticket.matches("[A-Za-z0-9_-]{22}"));
    }

    @Test
    void finishesACallWithTheConfigurationItBeganWith() {
        Tenant tenant = world.tenant(settings -> settings.put("greeting_message", "Le début."));
        Webhooks twilio = world.simulator().webhooks(world.account());
        twilio.post("/webhooks/omnichannel/voice", call("CA-begun", tenant));

        world.database().update("delete from omni_agent_configs where tenant_id = ?", tenant.id());
        String again = new String(twilio.post("/webhooks/omnichannel/voice", call("CA-begun", tenant))
                .body());

        assertThat(again).contains("Le début.");
        assertThat(world.storedCall("CA-begun").get("settings").toString()).contains("Le début.");
    }

    private static Map<String, String> call(String callSid, Tenant tenant) {
        return Map.of(
                "CallSid", callSid,
                "AccountSid", "AC00000000000000000000000000000000",
                "From", "+33611223344",
                "To", tenant.number(),
                "CallStatus", "ringing",
                "Direction", "inbound");
    }

    private long waiting() {
        return world.database()
                .queryForObject(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '-- An incoming call%'"
                                + " and datname = current_database()",
                        Long.class);
    }
}
