package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.messaging.operator.Ownership;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TextDelivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What a tenant may spend in a day, and who stops two machines from talking to each other for ever. */
class SpendingIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Ownership ownership;

    @Test
    void leavesTheRestOfTheDayToAHuman() {
        Tenant tenant = limited("messages_per_day", 2);
        SimulatedPhone phone = twilio.phone(Post.number());
        for (int i = 1; i <= 2; i++) {
            phone.send(tenant.number(), "Message " + i);
            phone.await(i, PATIENCE);
        }

        phone.send(tenant.number(), "Message 3");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.owner(tenant)).isEqualTo("human"));
        assertThat(post.statuses(tenant)).contains("suppressed over_budget");
        assertThat(post.details(tenant, "agent").at("/delivery/reason").asText())
                .isEqualTo("the tenant's messages of this day are spent");
        assertThat(post.timeline(tenant)).anyMatch(line -> line.startsWith("system: Les messages de la journée"));
        await().untilAsserted(() -> assertThat(post.timeline(tenant).getLast())
                .startsWith("system: ")
                .contains("a besoin d'un conseiller", "épuisés"));
        assertThat(phone.received()).hasSize(2);
    }

    @Test
    void answersWhatItHadNoMessagesForWhenTheHumanWroteNothing() {
        Tenant tenant = limited("messages_per_day", 1);
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        phone.send(tenant.number(), "Où est mon colis ?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.owner(tenant)).isEqualTo("human"));
        world.database()
                .update(
                        "update omni_agent_configs set settings = jsonb_set(settings, '{limits,messages_per_day}', 'null')"
                                + " where tenant_id = ?",
                        tenant.id());

        ownership.release(tenant.id(), UUID.fromString(world.conversation(tenant)), "");

        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("You wrote: Où est mon colis ?");
    }

    @Test
    void keepsTheOperatorsBudgetApart() {
        Tenant tenant = limited("operator_messages_per_day", 1);
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);

        post.write(tenant, "sms", "operator", phone.wire(), "phone", "Un");
        post.write(tenant, "sms", "operator", phone.wire(), "phone", "Deux");
        phone.await(2, PATIENCE);
        phone.send(tenant.number(), "Encore");

        assertThat(phone.await(3, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactlyInAnyOrder("You wrote: Bonjour", "Un", "You wrote: Encore");
        await().untilAsserted(() -> assertThat(post.statuses(tenant))
                .contains("suppressed over_budget")
                .doesNotContain("queued"));
    }

    @Test
    void beginsTheDayAtTheTenantsMidnight() {
        Tenant tenant = limited("messages_per_day", 1);
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Hier");
        phone.await(1, PATIENCE);
        world.database()
                .update(
                        "update omni_outbox set created_at = date_trunc('day', now(), 'Europe/Paris') - interval '1 second'"
                                + " where tenant_id = ?",
                        tenant.id());

        phone.send(tenant.number(), "Aujourd'hui");
        phone.await(2, PATIENCE);
        phone.send(tenant.number(), "Trop");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(post.statuses(tenant)).contains("suppressed over_budget"));
        assertThat(phone.received()).hasSize(2);
    }

    @Test
    void neverSpendsMoreThoughManySendAtOnce() {
        Tenant tenant = limited("messages_per_day", 20);
        List<SimulatedText> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add(twilio.phone(Post.number()).write(tenant.number(), "Bonjour"));
        }

        twilio.deliver(texts, TextDelivery.stormy(1, 16, 1));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Collections.frequency(post.statuses(tenant), "suppressed over_budget"))
                        .isEqualTo(40));
        long sent = twilio.ledger().sent().stream()
                .filter(message -> message.from().equals(tenant.number()))
                .count();
        assertThat(sent).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopsTalkingToAnotherMachine(boolean whatsapp) {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = whatsapp ? twilio.whatsapp(number) : twilio.phone(number);
        int answers = 0;
        phone.send(tenant.number(), "Je suis absent, message 0");
        while (!post.owner(tenant).equals("human")) {
            int known = answers;
            await().atMost(PATIENCE)
                    .until(() -> phone.received().size() > known
                            || post.owner(tenant).equals("human"));
            answers = phone.received().size();
            if (answers > known) {
                phone.send(tenant.number(), "Je suis absent, message " + answers);
            }
        }

        assertThat(answers).isLessThanOrEqualTo(20);
        assertThat(post.details(tenant, "system").path("reason").asText()).isEqualTo("loop");
    }

    @Test
    void doesNotAnswerOurOwnNumbers() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});

        twilio.phone(other.number()).send(tenant.number(), "Bonjour");

        await().until(() -> world.count("omni_messages", tenant) == 1);
        assertThat(world.count("omni_lanes", tenant)).isZero();
    }

    private Tenant limited(String limit, int messages) {
        return world.tenant(settings -> ((ObjectNode) settings.get("limits")).put(limit, messages));
    }
}
