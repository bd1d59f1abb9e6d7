package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.SimulatedPhone;
import io.omnichannel.simulator.SimulatedText;
import io.omnichannel.simulator.TextDelivery;
import io.omnichannel.simulator.TwilioRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    Outbox outbox;

    @Autowired
    OutboxHandler sender;

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
        phone.await(2, PATIENCE);
        OutboxItem sleeper = taken(tenant, id);

        sender.send(sleeper);

        assertThat(phone.received()).hasSize(2);
        await().untilAsserted(() -> assertThat(post.statuses(tenant)).containsExactly("delivered", "delivered"));
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

    /** The message as a node holds it that claimed it before the one who sent it. */
    private OutboxItem taken(Tenant tenant, UUID id) {
        world.database().update("update omni_outbox set status = 'sending', lease_until = null where id = ?", id);
        OutboxItem current = outbox.claim(10).stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow();
        world.database().update("update omni_outbox set status = 'delivered', fence = fence + 1 where id = ?", id);
        return new OutboxItem(
                tenant.id(),
                id,
                current.fence(),
                current.conversation(),
                current.message(),
                current.channel(),
                current.kind(),
                current.ours(),
                current.theirs(),
                current.payload(),
                false,
                1,
                current.createdAt(),
                false,
                current.leaseEnds());
    }
}
