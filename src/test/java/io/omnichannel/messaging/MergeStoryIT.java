package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.memory.Facts;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two customers made one, and taken apart again. */
class MergeStoryIT extends CustomerStory {

    @Autowired
    Facts facts;

    @Test
    void answersWhatWaitedInTheConversationThatEnded() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour aussi");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        // As if the agent were slow: the question is on disk and nobody has taken it up.
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 0, ready_at = now() + interval '1 hour' where tenant_id = ?"
                                + " and conversation_id = (select id from omni_conversations where tenant_id = ? and contact_id = ?::uuid)",
                        tenant.id(),
                        tenant.id(),
                        customers.getLast());

        merge(tenant, customers.getFirst(), customers.getLast());

        assertThat(second.await(2, PATIENCE)).hasSize(2);
        assertThat(first.received()).hasSize(1);
    }

    @Test
    void keepsTheAgentsAnswerBackWhereTheConversationWentOnInOneThatAHumanOwns() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        post("/conversations/" + conversationOf(tenant, customers.getFirst()) + "/takeover", "{}");
        // An answer that is still to be sent, to the customer whose conversation ends.
        world.database()
                .update(
                        "update omni_outbox set status = 'queued', ready_at = now() + interval '1 hour', provider_id = null"
                                + " where tenant_id = ? and id = (select id from omni_outbox where tenant_id = ?"
                                + " and conversation_id = ?::uuid order by position desc limit 1)",
                        tenant.id(),
                        tenant.id(),
                        conversationOf(tenant, customers.getLast()));

        merge(tenant, customers.getFirst(), customers.getLast());
        world.database()
                .update(
                        "update omni_outbox set ready_at = now() where tenant_id = ? and status = 'queued'",
                        tenant.id());

        await().untilAsserted(() -> assertThat(outbox(tenant)).endsWith("suppressed"));
    }

    @Test
    void givesBothTimelinesBackToTheByte() {
        Tenant tenant = world.tenant(settings -> {});
        String before = twoCustomers(tenant);
        List<String> customers = customers(tenant);

        JsonNode merged = merge(tenant, customers.getFirst(), customers.getLast());
        String id = merged.at("/merges/0/id").asText();
        assertThat(open(tenant)).hasSize(1);
        assertThat(merged.path("addresses")).hasSize(2);
        JsonNode undone = post("/merges/" + id + "/undo", "{}").path("customer");

        assertThat(undone.path("addresses")).hasSize(1);
        assertThat(shown(tenant)).isEqualTo(before);
        assertThat(post("/merges/" + id + "/undo", "{}").path("success").asBoolean())
                .isTrue();
    }

    @Test
    void showsBothTimelinesAsOneInTheOrderOfTheMerge() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        List<String> first = timeline(conversationOf(tenant, customers.getFirst()));
        List<String> second = timeline(conversationOf(tenant, customers.getLast()));

        merge(tenant, customers.getFirst(), customers.getLast());
        List<String> whole = timeline(open(tenant).getFirst());

        List<String> expected = new ArrayList<>(first);
        expected.addAll(second);
        assertThat(whole).isEqualTo(expected);
        JsonNode page = get("/api/v1/omnichannel/conversations/" + open(tenant).getFirst() + "?limit=3")
                .path("conversation");
        JsonNode older = get("/api/v1/omnichannel/conversations/"
                        + open(tenant).getFirst() + "?limit=3&after="
                        + page.path("messages_next").asText())
                .path("conversation");
        assertThat(contents(older)).isEqualTo(expected.subList(expected.size() - 6, expected.size() - 3));
    }

    @Test
    void answersAQuestionOnceThatGoesHomeWhileItIsBeingAnswered() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        // Somebody is answering the first customer, and the second's last question waits.
        world.database()
                .update(
                        "update omni_lanes set lease_until = now() + interval '1 hour' where conversation_id = ?::uuid",
                        first);
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 2, ready_at = now() + interval '1 hour'"
                                + " where tenant_id = ? and conversation_id <> ?::uuid",
                        tenant.id(),
                        first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        String fence = "select fence from omni_lanes where conversation_id = ?::uuid";
        long before = world.database().queryForObject(fence, Long.class, first);

        post("/merges/" + merge + "/undo", "{}");

        assertThat(world.database().queryForObject(fence, Long.class, first)).isGreaterThan(before);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(timeline(first)).noneMatch(line -> line.endsWith(" B"));
        assertThat(timeline(conversationOf(tenant, customers.getLast()))).hasSize(5);
    }

    /** The taking up is seen by nobody yet, so that the undoing sees a lane that nobody has, and waits for it. */
    @Test
    void stopsWhoeverTakesALaneUpInTheMomentInWhichAMergeIsUndone() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        String lane = "update omni_lanes set ready_at = %s, lease_until = %s, fence = fence + 1, answered_seq = 2"
                + " where conversation_id = '%s'";
        String soon = "now() + interval '1 hour'";
        world.database().update(lane.formatted("null", soon, first));
        world.database()
                .update(
                        "update omni_lanes set answered_seq = 2, ready_at = now() + interval '1 hour'"
                                + " where tenant_id = ? and conversation_id <> ?::uuid",
                        tenant.id(),
                        first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        world.database().update(lane.formatted(soon, "null", first));
        String fence = "select fence from omni_lanes where conversation_id = ?::uuid";
        long before = world.database().queryForObject(fence, Long.class, first);

        try (Connection other = world.connect();
                Statement taking = other.createStatement();
                ExecutorService desk = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            taking.executeUpdate(lane.formatted("null", soon, first));
            Future<JsonNode> undone = desk.submit(() -> post("/merges/" + merge + "/undo", "{}"));
            await().atMost(PATIENCE)
                    .until(() -> undone.isDone()
                            || world.database()
                                    .queryForObject(
                                            "select exists (select from pg_stat_activity where datname = current_database()"
                                                    + " and wait_event_type = 'Lock')",
                                            Boolean.class));
            other.commit();
            assertThat(undone.get().path("success").asBoolean()).isTrue();
        }

        assertThat(world.database().queryForObject(fence, Long.class, first)).isGreaterThan(before + 1);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(timeline(first)).noneMatch(line -> line.endsWith(" B"));
    }

    @Test
    void answersWhatWaitedWhenTheMergeGaveItToTheOthersHuman() {
        Tenant tenant = world.tenant(settings -> {});
        twoCustomers(tenant);
        List<String> customers = customers(tenant);
        String first = conversationOf(tenant, customers.getFirst());
        post("/conversations/" + conversationOf(tenant, customers.getLast()) + "/takeover", "{}");
        // The first customer's last question waits.
        String waits =
                "update omni_lanes set answered_seq = 2, ready_at = now() + ?::interval where conversation_id = ?::uuid";
        world.database().update(waits, "1 hour", first);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        world.database().update(waits, "0", first);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(answers(first)).isEqualTo(2);

        post("/merges/" + merge + "/undo", "{}");

        await().untilAsserted(() -> assertThat(answers(first)).isEqualTo(3));
    }

    @Test
    void givesWhatCameSinceTheMergeToWhoeverWroteIt() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour de A");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour de B");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "Ma référence est B77");
        second.await(2, PATIENCE);
        first.send(tenant.number(), "Ma référence est A33");
        first.await(2, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());

        post("/merges/" + merge + "/undo", "{}");

        assertThat(open(tenant)).hasSize(2);
        assertThat(timeline(conversationOf(tenant, customers.getFirst())))
                .contains("Bonjour de A", "Ma référence est A33")
                .noneMatch(line -> line.contains("B77") || line.contains("de B"));
        assertThat(timeline(conversationOf(tenant, customers.getLast())))
                .contains("Bonjour de B", "Ma référence est B77")
                .noneMatch(line -> line.contains("A33") || line.contains("de A"));
        second.send(tenant.number(), "Toujours là ?");
        second.await(3, PATIENCE);
        assertThat(timeline(conversationOf(tenant, customers.getLast()))).contains("Toujours là ?");
    }

    @Test
    void leavesWhatCameInAConversationThatIsOverBeforeWhatHasBegunSince() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "A1");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "B1");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "B2");
        second.await(2, PATIENCE);
        close(tenant);
        second.send(tenant.number(), "B3");
        second.await(3, PATIENCE);
        first.send(tenant.number(), "A2");
        first.await(2, PATIENCE);
        close(tenant);
        first.send(tenant.number(), "A3");
        first.await(3, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());

        post("/merges/" + merge + "/undo", "{}");

        assertThat(written(tenant, customers.getFirst())).containsExactly("closed A1", "closed A2", "active A3");
        assertThat(written(tenant, customers.getLast())).containsExactly("closed B1", "closed B2", "closed B3");
    }

    @Test
    void remembersOfBothWhileTheyAreOneAndOfEachWhatWasTheirsAfterwards() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone first = twilio.phone(Post.number());
        SimulatedPhone second = twilio.phone(Post.number());
        first.send(tenant.number(), "Bonjour de A");
        first.await(1, PATIENCE);
        second.send(tenant.number(), "Bonjour de B");
        second.await(1, PATIENCE);
        List<String> customers = customers(tenant);
        String ofA = conversationOf(tenant, customers.getFirst());
        noted(tenant, ofA, "ville", "Lyon");
        String ofB = conversationOf(tenant, customers.getLast());
        noted(tenant, ofB, "ville", "Nantes");
        noted(tenant, ofB, "animal", "un chat");
        String merge = merge(tenant, customers.getFirst(), customers.getLast())
                .at("/merges/0/id")
                .asText();
        second.send(tenant.number(), "Ma référence est B77");
        second.await(2, PATIENCE);
        noted(tenant, ofA, "référence", "B77");
        noted(tenant, ofA, "ville", "Brest");
        first.send(tenant.number(), "Ma pointure est 42");
        first.await(2, PATIENCE);
        noted(tenant, ofA, "pointure", "42");
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(remembered(tenant, customers.getFirst()))
                .contains("Brest", "un chat", "B77", "42")
                .doesNotContain("Lyon", "Nantes");

        post("/merges/" + merge + "/undo", "{}");

        assertThat(remembered(tenant, customers.getFirst()))
                .contains("Lyon", "42")
                .doesNotContain("chat", "B77", "Brest");
        assertThat(remembered(tenant, customers.getLast()))
                .contains("un chat", "B77", "Brest")
                .doesNotContain("Lyon", "42", "Nantes");
    }

    @Test
    void neverJoinsAgainWhatAHumanTookApart() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        String id = scopedId();
        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Bonjour"));
        twilio.phone(number).send(tenant.number(), "Bonjour");
        SimulatedText both =
                SimulatedText.whatsapp(id, tenant.number(), "Les deux").with("ExternalUserId", "whatsapp:" + number);
        twilio.deliver(both);
        await().untilAsserted(
                        () -> assertThat(world.count("omni_merges", tenant)).isEqualTo(1));
        String merge = world.database()
                .queryForObject("select id::text from omni_merges where tenant_id = ?", String.class, tenant.id());
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        post("/merges/" + merge + "/undo", "{}");

        twilio.deliver(SimulatedText.whatsapp(id, tenant.number(), "Encore les deux")
                .with("ExternalUserId", "whatsapp:" + number));

        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        assertThat(world.count("omni_merges", tenant)).isEqualTo(1);
        assertThat(open(tenant)).hasSize(2);
        assertThat(suggestion(tenant)).isEqualTo("undone");
    }

    @Test
    void undoesMergesInReverseOrder() {
        Tenant tenant = world.tenant(settings -> {});
        String before = twoCustomers(tenant);
        SimulatedPhone third = twilio.phone(Post.number());
        third.send(tenant.number(), "Bonjour de C");
        third.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsOnly("delivered"));
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        String all = shown(tenant);
        List<String> customers = customers(tenant);
        String first = merge(tenant, customers.get(0), customers.get(1))
                .at("/merges/0/id")
                .asText();
        String second = merge(tenant, customers.get(2), customers.get(0))
                .at("/merges/0/id")
                .asText();
        assertThat(timeline(open(tenant).getFirst())).hasSize(10);

        JsonNode tooEarly = post("/merges/" + first + "/undo", "{}");

        assertThat(tooEarly.path("code").asText()).isEqualTo("later_merge");
        assertThat(tooEarly.path("detail").asText()).contains(second);
        assertThat(post("/merges/" + second + "/undo", "{}").path("success").asBoolean())
                .isTrue();
        assertThat(post("/merges/" + first + "/undo", "{}").path("success").asBoolean())
                .isTrue();
        assertThat(shown(tenant)).isEqualTo(all).startsWith(before);
    }

    @Test
    void keepsTheConversationThatIsBeingSpokenAndLetsTwoCallsFinish() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour par écrit");
        phone.await(1, PATIENCE);
        SimulatedCall one =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();
        SimulatedCall other =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();
        List<String> customers = customers(tenant);
        String spoken = conversationOf(tenant, customers.get(1));

        JsonNode refused = post("/customers/" + customers.get(1) + "/merge", "{\"with\":\"" + customers.get(2) + "\"}");
        merge(tenant, customers.get(0), customers.get(1));

        assertThat(refused.path("code").asText()).isEqualTo("call_in_progress");
        assertThat(open(tenant)).contains(spoken).hasSize(2);
        one.ask("Quelle heure est-il ?", PATIENCE);
        await().untilAsserted(
                        () -> assertThat(timeline(spoken)).contains("Bonjour par écrit", "Quelle heure est-il ?"));
        List.of(one, other).forEach(call -> {
            call.hangUp();
            call.awaitEnd(PATIENCE);
        });
    }

    @Test
    void refusesWhatCannotBeMergedAndSaysWhy() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String number = Post.number();
        twilio.phone(number).send(tenant.number(), "Bonjour");
        twilio.phone(number).send(other.number(), "Bonjour");
        String ours = customers(tenant).getFirst();
        String theirs = customers(other).getFirst();

        assertThat(post("/customers/" + ours + "/merge", "{\"with\":\"" + ours + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(400);
        assertThat(post("/customers/" + ours + "/merge", "{\"with\":\"" + theirs + "\"}")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(get("/api/v1/omnichannel/customers/" + ours + "?tenantId=" + other.id())
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(post("/merges/" + ours + "/undo", "{}").path("status").asInt())
                .isEqualTo(404);
        assertThat(post("/merge-suggestions/" + ours + "/confirm", "{}")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
    }

    private void noted(Tenant tenant, String conversation, String name, String value) {
        UUID contact = world.database()
                .queryForObject(
                        "select contact_id from omni_conversations where tenant_id = ? and id = ?::uuid",
                        UUID.class,
                        tenant.id(),
                        conversation);
        facts.remember(new Identity(tenant.id(), UUID.fromString(conversation), contact), name, value);
    }

    private String remembered(Tenant tenant, String contact) {
        return world.database()
                .queryForObject("select facts::text from omni_memory(?, ?::uuid)", String.class, tenant.id(), contact);
    }

    /** What a customer wrote, with the state of the conversation that it is in, the oldest conversation first. */
    private List<String> written(Tenant tenant, String contact) {
        return world.database()
                .queryForList(
                        "select c.status || ' ' || m.content from omni_conversations c join omni_messages m"
                                + " on m.tenant_id = c.tenant_id and m.conversation_id = c.id"
                                + " where c.tenant_id = ? and c.contact_id = ?::uuid and m.direction = 'inbound'"
                                + " order by c.id, m.seq",
                        String.class,
                        tenant.id(),
                        contact);
    }

    private long answers(String conversation) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages where conversation_id = ?::uuid and sender_role = 'agent'",
                        Long.class,
                        conversation);
    }
}
