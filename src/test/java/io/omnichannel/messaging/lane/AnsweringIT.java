package io.omnichannel.messaging.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.Post;
import io.omnichannel.messaging.ScriptedWriter;
import io.omnichannel.messaging.SendingStory;
import io.omnichannel.messaging.operator.Ownership;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TextDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Who is answered when, and with what. */
@TestPropertySource(properties = "omnichannel.answering=4")
@ExtendWith(OutputCaptureExtension.class)
class AnsweringIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    ScriptedWriter agent;

    @Autowired
    Lanes lanes;

    @Autowired
    ReplyRecorder recorder;

    @Autowired
    Ownership ownership;

    @Autowired
    CamelContext camel;

    @AfterEach
    void letGo() {
        agent.letGo();
    }

    @Test
    void answersATextThatComesWhileTheAgentThinks() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);

        phone.send(tenant.number(), "second");
        agent.letGo();

        assertThat(phone.await(2, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You wrote: hold on", "You wrote: second");
    }

    @Test
    void answersWhereAChannelIsOnThoughTheCustomerWentOnWhereItIsOff() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/whatsapp")).put("enabled", false));
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        phone.send(tenant.number(), "second");
        twilio.whatsapp(number).send(tenant.number(), "third");

        agent.letGo();

        assertThat(phone.await(2, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You wrote: hold on", "You wrote: second");
        assertThat(twilio.whatsapp(number).received()).isEmpty();
    }

    @Test
    void confirmsAStopAtOnceThatComesWhileAnAnswerIsPutOff() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        phone.send(tenant.number(), "Et encore");
        phone.send(tenant.number(), "ARRET");

        lanes.putOff(new LanePause(held(world, tenant), Duration.ofHours(1)));

        assertThat(phone.await(1, PATIENCE).getFirst().body()).contains("REPRENDRE");
    }

    @Test
    void putsATextOffThatComesWhileAnAnswerIsPutOff() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        phone.send(tenant.number(), "Et encore");

        lanes.putOff(new LanePause(held(world, tenant), Duration.ofHours(1)));

        assertThat(world.database()
                        .queryForObject(
                                "select ready_at > now() + interval '59 minutes' from omni_lanes where tenant_id = ?",
                                Boolean.class,
                                tenant.id()))
                .isTrue();
    }

    @Test
    void answersOthersWhileOneWaits() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone slow = twilio.phone(Post.number());
        slow.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);

        List<SimulatedPhone> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SimulatedPhone phone = twilio.phone(Post.number());
            phone.send(tenant.number(), "Bonjour");
            others.add(phone);
        }

        others.forEach(phone -> assertThat(phone.await(1, PATIENCE)).hasSize(1));
        assertThat(slow.received()).isEmpty();
    }

    @Test
    void keepsTheOrderOfOneConversation() {
        Tenant tenant = world.tenant(settings -> {});
        List<SimulatedPhone> phones = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            phones.add(twilio.phone(Post.number()));
        }

        for (int i = 0; i < 5; i++) {
            for (SimulatedPhone phone : phones) {
                phone.send(tenant.number(), "Message " + i);
            }
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(phones)
                .allSatisfy(phone -> assertThat(String.join("\n", bodies(phone)).replace("You wrote: ", ""))
                        .isEqualTo("Message 0\nMessage 1\nMessage 2\nMessage 3\nMessage 4")));
    }

    @Test
    void doesNotLetOneTenantsFloodHoldUpAnother() {
        Tenant busy = world.tenant(settings -> {});
        Tenant calm = world.tenant(settings -> {});
        // No hand is free, and more of the busy tenant's customers wait than are looked at together.
        for (int i = 0; i < 3; i++) {
            twilio.phone(Post.number()).send(busy.number(), "hold on");
        }
        twilio.phone(Post.number()).send(world.tenant(settings -> {}).number(), "hold on");
        await().atMost(PATIENCE).until(() -> agent.held() == 4);
        List<SimulatedText> flood = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flood.add(twilio.phone(Post.number()).write(busy.number(), "Bonjour"));
        }
        twilio.deliver(flood, TextDelivery.stormy(1, 8, 1));
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(calm.number(), "Et moi ?");
        await().atMost(PATIENCE).until(() -> ready(busy) == 20 && ready(calm) == 1);

        // Whoever looks with one hand free takes the one who came last.
        List<Lane> next = lanes.claim(1, 1, Map.of());

        assertThat(next).extracting(Lane::tenant).containsExactly(calm.id());
        world.database()
                .update("update omni_lanes set lease_until = null, ready_at = now() where tenant_id = ?", calm.id());
        agent.letGo();
        phone.await(1, PATIENCE);
        await().atMost(Duration.ofSeconds(60)).until(() -> sentBy(busy) == 23);
    }

    @Test
    void leavesAHandToOthersThoughAllOfOneTenantsAnswersHang() {
        Tenant hanging = world.tenant(settings -> {});
        Tenant calm = world.tenant(settings -> {});
        for (int i = 0; i < 3; i++) {
            twilio.phone(Post.number()).send(hanging.number(), "hold on");
        }
        await().atMost(PATIENCE).until(() -> agent.held() == 3);
        for (int i = 0; i < 5; i++) {
            twilio.phone(Post.number()).send(hanging.number(), "Bonjour");
        }
        await().atMost(PATIENCE).until(() -> ready(hanging) == 5);

        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(calm.number(), "Et moi ?");

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
        agent.letGo();
        await().atMost(PATIENCE).until(() -> sentBy(hanging) == 8);
    }

    @Test
    void answersOthersWhileManyWaitBehindADelayedMessage() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone delayed = twilio.phone(Post.number());
        delayed.send(tenant.number(), "Bonjour");
        delayed.await(1, PATIENCE);
        world.database()
                .update(
                        "insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs,"
                                + " payload, expires_at, ready_at) select tenant_id, gen_random_uuid(), conversation_id,"
                                + " message_id, channel, kind, ours, theirs, payload, expires_at, now() + interval '1 hour'"
                                + " from omni_outbox where tenant_id = ?",
                        tenant.id());
        post.writeMany(tenant, "sms", delayed.wire(), 600);
        SimulatedPhone other = twilio.phone(Post.number());

        other.send(tenant.number(), "Et moi ?");

        assertThat(other.await(1, PATIENCE)).hasSize(1);
        assertThat(delayed.received()).hasSize(1);
    }

    @Test
    void keepsAQuestionOpenThatAHumanTookOverBeforeTheAnswerWasWritten(CapturedOutput log) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        own(tenant, "human");
        agent.letGo();
        await().until(() -> world.database()
                .queryForObject(
                        "select lease_until is null from omni_lanes where tenant_id = ?", Boolean.class, tenant.id()));
        assertThat(phone.received()).isEmpty();
        assertThat(log).contains("An answer was not written: a human took over meanwhile");

        own(tenant, "agent");
        phone.send(tenant.number(), "Et alors ?");
        await().until(() -> agent.held() == 1);
        agent.letGo();

        assertThat(phone.await(1, PATIENCE).getFirst().body()).isEqualTo("You wrote: hold on\nEt alors ?");
    }

    @Test
    void sendsAtOnceWhatAnEarlierTryHasWrittenAndWritesItOnce(CapturedOutput log) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        LaneReply reply = reply(world, tenant, phone, false);

        // As if the connection broke on the way back.
        assertThat(lanes.record(reply)).isEqualTo(Lanes.Recorded.WRITTEN);
        record(reply);

        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("By the test");
        assertThat(log).contains("An answer was written by an earlier try");
        agent.letGo();
        await().untilAsserted(() ->
                assertThat(log).contains("An answer was not written: it took longer than omnichannel.lease"));
        assertThat(world.count("omni_messages", tenant)).isEqualTo(2);
    }

    @Test
    void saysThatAnAnswerWaitsWhileACallTellsOfAHuman(CapturedOutput log) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        world.database()
                .update(
                        "insert into omni_handoffs (tenant_id, id, conversation_id, status)"
                                + " select tenant_id, gen_random_uuid(), id, 'announced' from omni_conversations"
                                + " where tenant_id = ?",
                        tenant.id());

        record(reply(world, tenant, phone, true));

        assertThat(log).contains("An answer was not written yet: in a call the customer is being told of a human");
        // Nobody takes it up again.
        world.database().update("update omni_lanes set ready_at = null where tenant_id = ?", tenant.id());
        assertThat(world.count("omni_messages", tenant)).isEqualTo(1);
    }

    @Test
    void withdrawsAnAnswerThatWaitsWhenAHumanTakesOverAndGivesItAnewWhenTheyWroteNothing() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        twilio.faults().often(Fault.TOO_MANY, 1);
        phone.send(tenant.number(), "Où est mon colis ?");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).size() == 2);
        phone.send(tenant.number(), "Et la facture ?");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).size() == 3);
        UUID conversation = UUID.fromString(world.conversation(tenant));

        ownership.takeOver(tenant.id(), conversation, "");
        twilio.faults().none();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("delivered", "suppressed human_owns", "suppressed human_owns"));
        assertThat(phone.received()).hasSize(1);

        ownership.release(tenant.id(), conversation, "");

        assertThat(phone.await(2, PATIENCE).getLast().body())
                .isEqualTo("You wrote: Où est mon colis ?\nEt la facture ?");
        assertThat(agent.history()).extracting(Line::content).doesNotContain("You wrote: Où est mon colis ?");
    }

    @Test
    void givesOnlyTheWithdrawnAnswerAnewWhereALaterOneStillLeaves() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone whatsapp = twilio.whatsapp(number);
        SimulatedPhone phone = twilio.phone(number);
        twilio.faults().often(Fault.TOO_MANY, 1);
        whatsapp.send(tenant.number(), "Où est mon colis ?");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).size() == 1);
        phone.send(tenant.number(), "Et la facture ?");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).equals(List.of("queued", "queued")));
        putOff(tenant, "sms", "1 hour");
        UUID conversation = UUID.fromString(world.conversation(tenant));

        ownership.takeOver(tenant.id(), conversation, "");
        twilio.faults().none();
        putOff(tenant, "whatsapp", "0 s");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(post.statuses(tenant))
                .containsExactly("suppressed human_owns", "queued"));
        ownership.release(tenant.id(), conversation, "");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).size() == 3);
        putOff(tenant, "sms", "0 s");

        assertThat(phone.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You wrote: Et la facture ?");
        assertThat(whatsapp.await(1, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You wrote: Où est mon colis ?");
    }

    @Test
    void leavesAWithdrawnAnswerToTheHumanWhoGaveOne() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.faults().often(Fault.TOO_MANY, 1);
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).equals(List.of("queued")));
        UUID conversation = UUID.fromString(world.conversation(tenant));
        ownership.takeOver(tenant.id(), conversation, "");
        post.write(tenant, "sms", "operator", phone.wire(), "phone", "Un instant");
        twilio.faults().none();
        phone.await(1, PATIENCE);

        ownership.release(tenant.id(), conversation, "");

        assertThat(ready(tenant)).isZero();
        assertThat(post.statuses(tenant)).startsWith("suppressed human_owns").hasSize(2);
    }

    @Test
    void answersNothingAnewInAConversationThatHasEndedMeanwhile() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        twilio.faults().often(Fault.TOO_MANY, 1);
        phone.send(tenant.number(), "Bonjour");
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).equals(List.of("queued")));
        ownership.takeOver(tenant.id(), UUID.fromString(world.conversation(tenant)), "");
        world.database()
                .update(
                        "update omni_conversations set status = 'closed', closed_reason = 'completed' where tenant_id = ?",
                        tenant.id());
        twilio.faults().none();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("suppressed human_owns"));

        assertThat(world.database()
                        .queryForObject(
                                "select answered_seq || ' ' || coalesce(ready_at::text, 'nothing to answer')"
                                        + " from omni_lanes where tenant_id = ?",
                                String.class,
                                tenant.id()))
                .isEqualTo("1 nothing to answer");
    }

    @Test
    void answersATenantWhoseCustomersANodeThatIsGoneWasAnswering() {
        Tenant tenant = world.tenant(settings -> {});
        for (int i = 0; i < 4; i++) {
            SimulatedPhone phone = twilio.phone(Post.number());
            phone.send(tenant.number(), "Bonjour");
            phone.await(1, PATIENCE);
        }
        world.database()
                .update(
                        "update omni_lanes set lease_until = now() + interval '1 hour' where tenant_id = ?",
                        tenant.id());

        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Et moi ?");

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
    }

    @Test
    void tellsACallsAgentNothingOfWhatWasHeldBack() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "ARRET");
        phone.await(1, PATIENCE);
        phone.send(tenant.number(), "Vous êtes là ?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed opted_out"));

        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);

        assertThat(agent.history())
                .extracting(Line::content)
                .contains("Vous êtes là ?")
                .doesNotContain("You wrote: Vous êtes là ?");
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void takesATextUpWhenTheCallIsOver() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();

        twilio.phone(number).send(tenant.number(), "Et par écrit ?");
        await().until(() -> world.count("omni_lanes", tenant) == 1);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(twilio.phone(number).await(1, PATIENCE).getFirst().body()).isEqualTo("You wrote: Et par écrit ?");
    }

    @Test
    void takesATextUpWhenTheCallHasBeenSilentForAMinute() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 1);
        twilio.phone(number).send(tenant.number(), "Et par écrit ?");
        await().until(() -> world.count("omni_lanes", tenant) == 1);

        world.database()
                .update(
                        "update omni_calls set last_turn_at = now() - interval '61 seconds' where tenant_id = ?",
                        tenant.id());

        assertThat(twilio.phone(number).await(1, PATIENCE)).hasSize(1);

        call.ask("Je suis là", PATIENCE);

        assertThat(agent.history())
                .extracting(Line::content)
                .containsSubsequence("Et par écrit ?", "You wrote: Et par écrit ?");
        await().until(() -> world.count("omni_turns", tenant) == 2);
        assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_messages where tenant_id = ? and answered_in is not null",
                                Long.class,
                                tenant.id()))
                .as("answered in writing and aloud")
                .isZero();
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void answersInWritingWhatTheCallNeverSawThoughItAnsweredALaterText() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        await().untilAsserted(() ->
                assertThat(world.storedCall(call.callSid()).get("status")).isEqualTo("in-progress"));
        // As a worker does whose model hangs.
        world.database()
                .update(
                        "update omni_lanes set lease_until = null, ready_at = now(), fence = fence + 1 where tenant_id = ?",
                        tenant.id());
        call.ask("Bonjour", PATIENCE);
        phone.send(tenant.number(), "Et celui-ci ?");

        call.ask("Merci", PATIENCE);
        await().until(() -> world.count("omni_turns", tenant) == 2);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        await().atMost(PATIENCE).until(() -> agent.held() == 2);
        agent.letGo();
        assertThat(phone.await(1, PATIENCE)).extracting(RestMessage::body).containsExactly("You wrote: hold on");
    }

    @Test
    void tellsAHumanWhenAnsweringKeepsFailing(CapturedOutput log) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "hold on");
        await().until(() -> agent.held() == 1);

        // As if five nodes had died of it.
        world.database()
                .update(
                        "update omni_lanes set failures = 4, lease_until = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.owner(tenant)).isEqualTo("human"));
        assertThat(post.details(tenant, "system").path("reason").asText()).isEqualTo("failed");
        assertThat(log)
                .contains(
                        "Answering a conversation has failed, was put off or has outlasted omnichannel.lease; attempt 6");
        agent.letGo();
        assertThat(phone.received()).isEmpty();
    }

    private static List<String> bodies(SimulatedPhone phone) {
        return phone.received().stream().map(RestMessage::body).toList();
    }

    /** The lane that the agent holds. */
    static Lane held(World world, Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select conversation_id, fence from omni_lanes where tenant_id = ?",
                        (row, number) -> new Lane(
                                tenant.id(), row.getObject("conversation_id", UUID.class), row.getLong("fence"), 0, 0),
                        tenant.id());
    }

    /** An answer of ours in the lane that the agent holds. */
    static LaneReply reply(World world, Tenant tenant, SimulatedPhone phone, boolean handOver) {
        String parts =
                """
                [{"position": 0, "id": "%s", "payload": {"body": "By the test", "part": 0, "to_kind": "phone"}}]"""
                        .formatted(Uuid7.next());
        return new LaneReply(
                held(world, tenant),
                1,
                Uuid7.next(),
                null,
                Channel.SMS,
                "answer",
                "By the test",
                "fr",
                tenant.number(),
                phone.wire(),
                "{}",
                parts,
                handOver,
                "",
                false,
                Optional.empty());
    }

    private void record(LaneReply reply) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(reply);
        recorder.process(exchange);
    }

    private void own(Tenant tenant, String owner) {
        world.database().update("update omni_conversations set owner = ? where tenant_id = ?", owner, tenant.id());
    }

    private void putOff(Tenant tenant, String channel, String wait) {
        world.database()
                .update(
                        "update omni_outbox set ready_at = now() + ?::interval where tenant_id = ? and channel = ? and is_open",
                        wait,
                        tenant.id(),
                        channel);
    }

    private long ready(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_lanes where tenant_id = ? and lease_until is null and ready_at <= now()",
                        Long.class,
                        tenant.id());
    }

    private long sentBy(Tenant tenant) {
        return twilio.ledger().sent().stream()
                .filter(message -> message.from().equals(tenant.number()))
                .count();
    }
}
