package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(properties = "omnichannel.debounce=100ms")
class TextStoryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Test
    void answersAText() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33611000001");

        phone.send(tenant.number(), "Qui êtes-vous ?");

        List<RestMessage> received = phone.await(1, PATIENCE);
        assertThat(received).singleElement().satisfies(answer -> {
            assertThat(answer.body()).contains("Sara");
            assertThat(answer.from()).isEqualTo(tenant.number());
        });
        await().untilAsserted(() -> assertThat(statuses(tenant)).containsExactly("delivered"));
    }

    @Test
    void answersAWhatsappMessage() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.whatsapp("+33611000002");

        phone.send(tenant.number(), "Bonjour");

        assertThat(phone.await(1, PATIENCE)).hasSize(1);
    }

    @Test
    void answersABurstTogether() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33611000003");

        phone.send(tenant.number(), "Bonjour,");
        phone.send(tenant.number(), "je suis Zoé,");
        phone.send(tenant.number(), "qui êtes-vous ?");

        phone.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(unanswered(tenant)).isZero());
        assertThat(phone.received()).hasSizeLessThan(3);
    }

    @Test
    void keepsOneConversationByVoiceTextAndWhatsapp() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from("+33611000004")).awaitConnected();
        call.ask("Mon numéro de commande est 4711", PATIENCE);
        call.hangUp();
        call.awaitEnd(PATIENCE);
        SimulatedPhone phone = twilio.phone("+33611000004");

        phone.send(tenant.number(), "Qu'est-ce que j'ai dit ?");

        assertThat(phone.await(1, PATIENCE).getFirst().body()).contains("4711");
        twilio.whatsapp("+33611000004").send(tenant.number(), "Et par WhatsApp ?");
        await().untilAsserted(() ->
                assertThat(world.count("omni_conversations", tenant)).isEqualTo(1));
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
    }

    @Test
    void saysNothingMoreAfterArret() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33611000005");
        phone.send(tenant.number(), "ARRET");
        phone.await(1, PATIENCE);

        phone.send(tenant.number(), "Bonjour, vous êtes là ?");

        await().untilAsserted(() -> assertThat(statuses(tenant)).contains("suppressed"));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void leavesTheConfirmationOfAStopToTwilio() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33611000006");

        phone.send(tenant.number(), "STOP");
        phone.send(tenant.number(), "Bonjour quand même");

        await().untilAsserted(() -> assertThat(statuses(tenant)).containsExactly("suppressed"));
    }

    @Test
    void leavesATextDuringACallToTheCall() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from("+33611000007")).awaitConnected();
        call.ask("Bonjour", PATIENCE);

        twilio.phone("+33611000007").send(tenant.number(), "Ma référence est le 815");

        assertThat(call.ask("Qu'est-ce que j'ai dit ?", PATIENCE).text()).contains("815");
        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(() -> assertThat(unanswered(tenant)).isZero());
        assertThat(twilio.phone("+33611000007").received()).isEmpty();
    }

    @Test
    void speaksTheAnswerToATextThatCameDuringTheCall() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from("+33611000057")).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        twilio.phone("+33611000057").send(tenant.number(), "Quelles sont vos heures d'ouverture ?");

        assertThat(call.ask("Merci", PATIENCE).text()).contains("Pour votre message", "vous en prie");
        assertThat(call.ask("Merci", PATIENCE).text()).doesNotContain("Pour votre message");

        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(() -> assertThat(unanswered(tenant)).isZero());
        assertThat(twilio.phone("+33611000057").received()).isEmpty();
    }

    @Test
    void answersInWritingOnceWhatWasSpokenButNotHeardBeforeTheHangUp() {
        Tenant tenant = world.tenant(settings -> {});
        String number = "+33611000059";
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Quelles sont vos heures d'ouverture ?");
        assertThat(call.ask("Merci", PATIENCE).text()).contains("Pour votre message");
        await().untilAsserted(() -> assertThat(unanswered(tenant)).isZero());

        call.interrupt("", 0);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        assertThat(phone.await(1, PATIENCE).getFirst().body()).contains("toute heure");
        await().untilAsserted(() -> assertThat(unanswered(tenant)).isZero());
        phone.send(tenant.number(), "Merci");
        assertThat(phone.await(2, PATIENCE)).hasSize(2);
        assertThat(phone.received().getLast().body()).doesNotContain("toute heure");
    }

    @Test
    void answersNothingTwiceThatWasAnsweredInWritingBeforeItWasSpoken() {
        Tenant tenant = world.tenant(settings -> {});
        String number = "+33611000061";
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        twilio.phone(number).send(tenant.number(), "Quelles sont vos heures d'ouverture ?");
        // As a worker does that had the text before the call began.
        world.database()
                .update(
                        "update omni_lanes l set ready_at = null, answered_seq = c.last_seq from omni_conversations c"
                                + " where l.tenant_id = ? and c.tenant_id = l.tenant_id and c.id = l.conversation_id",
                        tenant.id());
        assertThat(call.ask("Merci", PATIENCE).text()).contains("Pour votre message");

        call.interrupt("", 0);
        call.hangUp();
        call.awaitEnd(PATIENCE);

        await().until(() -> world.database()
                        .queryForObject(
                                "select count(*) from omni_turns where tenant_id = ? and outcome = 'interrupted'",
                                Long.class,
                                tenant.id())
                == 1);
        assertThat(unanswered(tenant)).isZero();
    }

    @Test
    void answersInACallWhatWasTextedJustBeforeIt() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall first =
                world.simulator().call(world.setup(tenant).from("+33611000058")).awaitConnected();
        twilio.phone("+33611000058").send(tenant.number(), "Quelles sont vos heures d'ouverture ?");
        first.dropSocket();
        first.awaitSession(2);

        assertThat(first.ask("Merci", PATIENCE).text()).contains("Pour votre message");

        first.hangUp();
        first.awaitEnd(PATIENCE);
        assertThat(twilio.phone("+33611000058").received()).isEmpty();
    }

    @Test
    void storesButDoesNotAnswerWhereTheChannelIsOff() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/sms")).put("enabled", false));

        twilio.phone("+33611000008").send(tenant.number(), "Bonjour");

        await().untilAsserted(
                        () -> assertThat(world.count("omni_messages", tenant)).isEqualTo(1));
        assertThat(world.count("omni_lanes", tenant)).isZero();
    }

    private List<String> statuses(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select status from omni_outbox where tenant_id = ? and kind <> 'notice' order by position",
                        String.class,
                        tenant.id());
    }

    private long unanswered(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages m where m.tenant_id = ? and m.direction = 'inbound'"
                                + " and m.channel <> 'voice' and m.answered_in is null and m.seq > coalesce((select max(answered_seq) from omni_lanes l"
                                + " where l.tenant_id = m.tenant_id and l.conversation_id = m.conversation_id), 0)",
                        Long.class,
                        tenant.id());
    }
}
