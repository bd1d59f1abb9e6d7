package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.outbox.OutboxItem;
import io.omnichannel.messaging.outbox.SendRoute;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TextDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A node that slept through its lease, and a provider that takes its time. */
class LeaseIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    SendRoute sender;

    @Test
    void doesNotSendWhatSomebodyElseHasTakenOver() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        UUID id = post.write(tenant, "sms", "operator", phone.wire(), "phone", "Une fois");
        await().until(() -> post.statuses(tenant).equals(List.of("delivered", "delivered")));
        OutboxItem sleeper =
                held(tenant, id, -1, System.nanoTime() + Duration.ofMinutes(1).toNanos());

        sender.send(sleeper);

        assertThat(phone.received()).hasSize(2);
        assertThat(post.statuses(tenant)).containsExactly("delivered", "sending");
    }

    /** Whatever it is sent by, the request might not be over when another node takes the message over. */
    @ParameterizedTest
    @ValueSource(strings = {"sms", "email"})
    void givesBackWhatWaitedForAHandUntilItsLeaseWasNearlyOver(String channel) {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        UUID id = post.write(tenant, "sms", "operator", phone.wire(), "phone", "Une fois");
        await().until(() -> post.statuses(tenant).equals(List.of("delivered", "delivered")));
        if (channel.equals("email")) {
            world.database()
                    .update(
                            "update omni_outbox set channel = 'email', ours = 'shop@lease.example', theirs = 'ann@lease.example',"
                                    + " payload = payload || '{\"text\": \"Une fois\", \"subject\": \"Une fois\"}' where id = ?",
                            id);
        }
        OutboxItem late = held(tenant, id, 0, System.nanoTime() - 1);

        sender.send(late);

        // Sent by whoever took it up anew, and not by who was late.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select fence > ? and status in ('sent', 'delivered') from omni_outbox where id = ?",
                                Boolean.class,
                                late.fence(),
                                id))
                .isTrue());
    }

    @Test
    void takesTextsInWhileTwilioThinks() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.faults().slowness(Duration.ofSeconds(1)).often(Fault.SLOW, 1);
        List<SimulatedText> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            texts.add(twilio.phone(Post.number()).write(tenant.number(), "Bonjour"));
        }
        twilio.deliver(texts, TextDelivery.stormy(1, 4, 1));
        await().until(() -> twilio.faults().happened().getOrDefault(Fault.SLOW, 0) > 2);

        assertThat(twilio.deliver(texts, TextDelivery.once()))
                .allSatisfy(again -> assertThat(again.statuses()).containsExactly(200));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(post.statuses(tenant)).hasSize(12).containsOnly("delivered"));
    }

    /** The message as a node holds it. @param behind -1 where another has taken it over meanwhile, else 0 */
    private OutboxItem held(Tenant tenant, UUID id, int behind, long leaseEnds) {
        Map<String, Object> row = world.database()
                .queryForMap(
                        "update omni_outbox set status = 'sending', fence = fence + 1, lease_until = now() + interval '1 hour'"
                                + " where id = ? returning conversation_id, message_id, channel, fence + ? as fence, ours, theirs, payload::text as payload",
                        id,
                        behind);
        return new OutboxItem(
                tenant.id(),
                id,
                (Long) row.get("fence"),
                (UUID) row.get("conversation_id"),
                (UUID) row.get("message_id"),
                Channel.of((String) row.get("channel")),
                "operator",
                (String) row.get("ours"),
                (String) row.get("theirs"),
                payload((String) row.get("payload")),
                false,
                false,
                false,
                1,
                Instant.now(),
                false,
                leaseEnds);
    }

    private static JsonNode payload(String stored) {
        try {
            return new ObjectMapper().readTree(stored);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
