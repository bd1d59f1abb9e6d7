package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Channel;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.SimulatedPhone;
import io.omnichannel.simulator.SimulatedText;
import io.omnichannel.simulator.TextDelivery;
import io.omnichannel.simulator.TwilioRest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A node that slept through its lease, and a provider that takes its time. */
@SendingTest
class LeaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    Post post;

    @Autowired
    SendRoute sender;

    @AfterEach
    void calm() {
        post.calm();
    }

    @Test
    void doesNotSendWhatSomebodyElseHasTakenOver() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone(Post.number());
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        UUID id = post.write(tenant, "sms", "operator", phone.wire(), "phone", "Une fois");
        await().until(() -> post.statuses(tenant).equals(List.of("delivered", "delivered")));
        OutboxItem sleeper = taken(tenant, id);

        sender.send(sleeper);

        assertThat(phone.received()).hasSize(2);
        assertThat(post.statuses(tenant)).containsExactly("delivered", "sending");
    }

    @Test
    void takesTextsInWhileTwilioThinks() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.faults().slowness(Duration.ofSeconds(2)).often(Fault.SLOW, 1);
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

    /** The message as a node holds it that has slept while another took it over. */
    private OutboxItem taken(Tenant tenant, UUID id) {
        Map<String, Object> row = world.database()
                .queryForMap(
                        "update omni_outbox set status = 'sending', fence = fence + 1, lease_until = now() + interval '1 hour'"
                                + " where id = ? returning conversation_id, message_id, fence - 1 as fence, ours, theirs",
                        id);
        return new OutboxItem(
                tenant.id(),
                id,
                (Long) row.get("fence"),
                (UUID) row.get("conversation_id"),
                (UUID) row.get("message_id"),
                Channel.SMS,
                "operator",
                (String) row.get("ours"),
                (String) row.get("theirs"),
                JsonNodeFactory.instance.objectNode().put("body", "Une fois"),
                false,
                false,
                false,
                1,
                Instant.now(),
                false,
                System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }
}
