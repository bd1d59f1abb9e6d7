package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class ConversationOwnerIT extends OperatorStory {

    @Autowired
    HeldAgent agent;

    private Tenant tenant;

    @BeforeEach
    void begin() {
        tenant = world.tenant(settings -> {});
    }

    @Test
    void silencesTheAgentWhileAHumanOwns() {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();

        Reply taken = post(id, "takeover", "");
        phone.send(tenant.number(), "Anybody?");
        Reply written = post(id, "messages", "{\"content\":\"Here is Paul.\"}");

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.json().at("/conversation/owner").asText()).isEqualTo("human");
        assertThat(taken.json().at("/conversation/messages")).hasSize(3);
        assertThat(taken.json().at("/conversation/messages/2/sender_role").asText())
                .isEqualTo("system");
        assertThat(written.status()).as(written.text()).isEqualTo(202);
        assertThat(phone.await(2, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You said: Hello", "Here is Paul.");
        assertThat(roles(id)).containsExactly("customer", "agent", "system", "customer", "human");
    }

    @Test
    void dropsAnAnswerThatTheAgentWasThinkingAboutWhenAHumanTookOver() throws InterruptedException {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hold this");
        agent.awaitThinking();
        String id = conversation();

        post(id, "takeover", "");
        agent.letAnswer();
        phone.send(tenant.number(), "And this");
        post(id, "messages", "{\"content\":\"A human says so.\"}");

        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("A human says so.");
        await().untilAsserted(() -> assertThat(leased(id)).isZero());
        assertThat(roles(id)).containsExactly("customer", "system", "customer", "human");
    }

    @Test
    void answersWhatWasAcceptedWhileTheReleaseWaitedForTheConversation() throws Exception {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();
        post(id, "takeover", "");
        Thread releasing = Thread.ofVirtual().unstarted(() -> post(id, "release", ""));
        try (Connection accepting = world.connect();
                Statement statement = accepting.createStatement()) {
            accepting.setAutoCommit(false);
            statement.execute("update omni_conversations set last_seq = last_seq + 1, message_count = message_count + 1"
                    + " where id = '" + id + "'");
            statement.execute("insert into omni_messages"
                    + " (tenant_id, id, conversation_id, seq, channel, direction, sender_role, content, details)"
                    + " select m.tenant_id, gen_random_uuid(), c.id, c.last_seq, m.channel, m.direction, m.sender_role,"
                    + " 'Anybody?', m.details from omni_messages m join omni_conversations c on c.id = m.conversation_id"
                    + " where m.conversation_id = '" + id + "' and m.direction = 'inbound'");
            releasing.start();
            await().atMost(PATIENCE)
                    .until(() -> world.database()
                                    .queryForObject(
                                            "select count(*) from pg_stat_activity where datname = current_database()"
                                                    + " and wait_event_type = 'Lock'",
                                            Long.class)
                            > 0);
            accepting.commit();
        }
        releasing.join();

        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("You said: Anybody?");
    }

    @Test
    void decidesEveryRaceBetweenAHumanAndTheAgentForOneOfThem() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            SimulatedPhone phone = phone();
            phone.send(tenant.number(), "Hold " + round);
            agent.awaitThinking();
            String id = latestConversation();

            Thread takingOver = Thread.ofVirtual().unstarted(() -> post(id, "takeover", ""));
            Thread answering = Thread.ofVirtual().unstarted(agent::letAnswer);
            (round % 2 == 0 ? takingOver : answering).start();
            (round % 2 == 0 ? answering : takingOver).start();
            takingOver.join();
            answering.join();
            await().untilAsserted(() -> assertThat(leased(id)).isZero());

            List<String> roles = roles(id);
            assertThat(roles.subList(roles.indexOf("system"), roles.size()))
                    .as("after the takeover")
                    .doesNotContain("agent");
        }
    }

    @Test
    void answersWhatIsUnansweredAfterTheReleaseAndHandsTheNoteOver() throws InterruptedException {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hold my order 4711");
        agent.awaitThinking();
        String id = conversation();
        post(id, "takeover", "");
        agent.letAnswer();

        Reply released = post(id, "release", "{\"note\":\"The parcel left yesterday.\"}");
        agent.awaitThinking();
        agent.letAnswer();

        assertThat(released.json().at("/conversation/owner").asText()).isEqualTo("agent");
        assertThat(phone.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You said: Hold my order 4711");
        assertThat(agent.lastTurn().history())
                .filteredOn(line -> line.role() == SenderRole.SYSTEM)
                .last()
                .satisfies(line -> assertThat(line.content()).endsWith("The parcel left yesterday."));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void leavesWhatAHumanHasAnsweredAlone() {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "One");
        phone.await(1, PATIENCE);
        String id = conversation();
        post(id, "takeover", "");
        phone.send(tenant.number(), "Two");
        post(id, "messages", "{\"content\":\"That is settled.\"}");

        post(id, "release", "");
        phone.send(tenant.number(), "Three");

        assertThat(phone.await(3, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You said: One", "That is settled.", "You said: Three");
    }

    @Test
    void opensAnotherConversationAfterAClose() {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();

        Reply closed = post(id, "close", "{\"note\":\"Settled.\"}");
        phone.send(tenant.number(), "One more thing");

        assertThat(closed.json().at("/conversation/status").asText()).isEqualTo("closed");
        assertThat(closed.json().at("/conversation/closed_reason").asText()).isEqualTo("operator");
        assertThat(phone.await(2, PATIENCE)).hasSize(2);
        assertThat(latestConversation()).isNotEqualTo(id);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(2);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
    }

    @Test
    void stopsTheLaneOfAConversationThatIsClosed() throws InterruptedException {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hold on");
        agent.awaitThinking();
        String id = conversation();

        post(id, "close", "");
        agent.letAnswer();

        await().untilAsserted(() -> assertThat(leased(id)).isZero());
        assertThat(roles(id)).containsExactly("customer", "system");
        assertThat(phone.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"takeover", "release", "close"})
    void changesNothingTheSecondTime(String change) {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();
        if (change.equals("release")) {
            post(id, "takeover", "");
        }

        Reply first = post(id, change, "{}");
        Reply second = post(id, change, "{}");

        assertThat(second.status()).isEqualTo(200);
        // How far the first answer was delivered may have changed meanwhile; nothing new was said.
        assertThat(second.json().at("/conversation/messages").findValuesAsText("id"))
                .isEqualTo(first.json().at("/conversation/messages").findValuesAsText("id"))
                .isNotEmpty();
    }

    @Test
    void leavesAClosedConversationClosed() {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();
        post(id, "close", "");

        assertProblem(post(id, "takeover", ""), 409, "conversation_closed");
        assertProblem(post(id, "release", ""), 409, "conversation_closed");
        assertProblem(post(id, "messages", "{\"content\":\"Hello\"}"), 409, "conversation_closed");
    }

    @Test
    void leavesAConversationThatIsBeingSpokenToItsCall() {
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from("+33612000009")).awaitConnected();
        call.ask("Hello", PATIENCE);
        String id = conversation();

        assertProblem(post(id, "takeover", ""), 409, "call_in_progress");
        assertProblem(post(id, "close", ""), 409, "call_in_progress");
        assertProblem(post(id, "messages", "{\"content\":\"Hello\"}"), 409, "channel_required");

        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(
                        () -> assertThat(post(id, "takeover", "").status()).isEqualTo(200));
        Reply nowhere = post(id, "messages", "{\"content\":\"Hello\"}");
        assertProblem(nowhere, 409, "channel_required");
        assertThat(nowhere.json().get("detail").asText()).contains("last channel was voice");
    }

    @Test
    void writesAfterACallWhereTheCustomerWroteLast() {
        SimulatedPhone phone = phone();
        phone.send(tenant.number(), "Hello");
        phone.await(1, PATIENCE);
        String id = conversation();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(phone.wire())).awaitConnected();
        call.ask("Hello", PATIENCE);
        assertProblem(post(id, "messages", "{\"content\":\"Now\"}"), 409, "channel_required");
        call.hangUp();
        call.awaitEnd(PATIENCE);

        await().untilAsserted(() -> {
            Reply reply = post(id, "messages", "{\"content\":\"Later\"}");
            assertThat(reply.status()).as(reply.text()).isEqualTo(202);
            assertThat(reply.json().get("channel").asText()).isEqualTo("sms");
        });
        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("Later");
    }

    @Test
    void tellsALiveCallWhatAHumanWrites() {
        SimulatedPhone phone = phone();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(phone.wire())).awaitConnected();
        call.ask("Hello", PATIENCE);
        String id = conversation();

        Reply written = post(id, "messages", "{\"content\":\"Your code is 0815.\",\"channel\":\"sms\"}");
        call.ask("Did you get it?", PATIENCE);

        assertThat(written.status()).as(written.text()).isEqualTo(202);
        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("Your code is 0815.");
        assertThat(agent.lastTurn().history())
                .filteredOn(line -> line.role() == SenderRole.HUMAN)
                .singleElement()
                .satisfies(line -> assertThat(line.content()).isEqualTo("Your code is 0815."));
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"takeover", "release", "close"})
    void isOnlyForWhoeverMay(String change) {
        phone().send(tenant.number(), "Hello");
        String id = conversation();

        assertProblem(client.with("Authorization", "Bearer wrong").post(path(id, change), "{}"), 401, "unauthorized");
        assertProblem(post(id, change, "{\"tenantId\":\"other\"}"), 404, "not_found");
        assertProblem(client.post(path(id, change) + "?tenantId=other", "{}"), 404, "not_found");
        assertProblem(
                client.post(path(id, change) + "?tenantId=other", "{\"tenantId\":\"" + tenant.id() + "\"}"),
                400,
                "tenant_mismatch");
        assertProblem(post("0190a000-0000-7000-8000-000000000000", change, "{}"), 404, "not_found");
        assertProblem(post("nonsense", change, "{}"), 404, "not_found");
        assertProblem(post(id, change, "{\"notes\":\"x\"}"), 400, "invalid_request");
        assertProblem(post(id, change, "{"), 400, "invalid_json");
        assertThat(roles(id)).doesNotContain("system");
    }

    private Reply post(String id, String action, String body) {
        return client.post(path(id, action), body);
    }

    private static String path(String id, String action) {
        return "/conversations/" + id + "/" + action;
    }

    private String conversation() {
        await().untilAsserted(() ->
                assertThat(world.count("omni_conversations", tenant)).isEqualTo(1));
        return latestConversation();
    }

    private String latestConversation() {
        return world.database()
                .queryForObject(
                        "select id::text from omni_conversations where tenant_id = ? order by id desc limit 1",
                        String.class,
                        tenant.id());
    }

    private List<String> roles(String id) {
        JsonNode messages = client.get("/conversations/" + id).json().at("/conversation/messages");
        return messages.findValuesAsText("sender_role");
    }

    private long leased(String id) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_lanes where conversation_id = ?::uuid"
                                + " and (lease_until is not null or ready_at is not null)",
                        Long.class,
                        id);
    }
}
