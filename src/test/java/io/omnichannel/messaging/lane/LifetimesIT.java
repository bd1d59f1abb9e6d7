package io.omnichannel.messaging.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.messaging.Post;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Conversations come to rest, and begin anew with what was said before in view. */
@ServerTest
@TestPropertySource(properties = "omnichannel.debounce=100ms")
class LifetimesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    RestWorker worker;

    @Test
    void isIdleAfterAWhileAndClosedAfterALongerOne() {
        Tenant tenant = world.tenant(settings -> {});
        answered(tenant, Post.number());

        restAfter(tenant, "29 minutes");
        assertThat(status(tenant)).isEqualTo("active");
        restAfter(tenant, "31 minutes");
        assertThat(status(tenant)).isEqualTo("idle");
        restAfter(tenant, "6 days");
        assertThat(status(tenant)).isEqualTo("idle");
        restAfter(tenant, "8 days");

        assertThat(status(tenant)).isEqualTo("closed timeout");
        assertThat(lastMessage(tenant)).contains("close");
        restAfter(tenant, "9 days");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(3);
    }

    @Test
    void livesAsLongAsTheTenantSaysForTheChannel() {
        Tenant tenant = world.tenant(settings -> {
            ObjectNode lifetimes = (ObjectNode) settings.path("lifetimes");
            lifetimes.put("idle_after", "PT2H");
            lifetimes.putObject("whatsapp").put("idle_after", "PT5M").put("closed_after", "PT24H");
        });
        Tenant other = world.tenant(settings -> ((ObjectNode) settings.path("lifetimes")).put("idle_after", "PT2H"));
        String number = Post.number();
        twilio.whatsapp(number).send(tenant.number(), "Bonjour");
        twilio.whatsapp(number).await(1, PATIENCE);
        answered(other, number);

        restAfter(tenant, "10 minutes");
        restAfter(other, "10 minutes");

        assertThat(status(tenant)).isEqualTo("idle");
        assertThat(status(other)).isEqualTo("active");
        restAfter(tenant, "25 hours");
        assertThat(status(tenant)).isEqualTo("closed timeout");
    }

    @Test
    void goesOnInAnIdleConversation() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = answered(tenant, Post.number());
        restAfter(tenant, "1 hour");

        phone.send(tenant.number(), "Encore moi");

        phone.await(2, PATIENCE);
        assertThat(status(tenant)).isEqualTo("active");
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void leavesALiveCallAndWhatWaitsForAnAnswerAlone() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(Post.number())).awaitConnected();
        Tenant waiting = world.tenant(settings -> {});
        answered(waiting, Post.number());
        world.database()
                .update("update omni_lanes set ready_at = now() + interval '1 hour' where tenant_id = ?", waiting.id());

        restAfter(tenant, "8 days");
        restAfter(waiting, "8 days");

        assertThat(status(tenant)).isEqualTo("active");
        assertThat(status(waiting)).isEqualTo("active");
        call.hangUp();
        call.awaitEnd(PATIENCE);
        await().untilAsserted(() ->
                assertThat(world.storedCall(call.callSid()).get("ended_at")).isNotNull());
        restAfter(tenant, "8 days");
        assertThat(status(tenant)).isEqualTo("closed timeout");
    }

    @Test
    void closesEachOnceHoweverManyNodesLook() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        for (int i = 0; i < 5; i++) {
            answered(tenant, Post.number());
        }
        world.database()
                .update(
                        "update omni_conversations set updated_at = now() - interval '8 days' where tenant_id = ?",
                        tenant.id());

        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> looks = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                looks.add(nodes.submit(worker::rest));
            }
            for (Future<?> look : looks) {
                look.get();
            }
        }

        worker.rest();
        assertThat(world.database()
                        .queryForList(
                                "select status from omni_conversations where tenant_id = ?", String.class, tenant.id()))
                .hasSize(5)
                .containsOnly("closed");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(15);
    }

    @Test
    void knowsWhatWasSaidInTheConversationBefore() {
        Tenant tenant = world.tenant(settings -> {});
        String number = Post.number();
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Mon numéro de commande est 4711");
        phone.await(1, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        restAfter(tenant, "8 days");

        phone.send(tenant.number(), "Qu'est-ce que j'ai dit ?");

        assertThat(phone.await(2, PATIENCE).getLast().body()).contains("4711");
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(2);
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(number)).awaitConnected();
        assertThat(call.ask("Qu'est-ce que j'ai dit ?", PATIENCE).text()).contains("4711");
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    private SimulatedPhone answered(Tenant tenant, String number) {
        SimulatedPhone phone = twilio.phone(number);
        int before = phone.received().size();
        phone.send(tenant.number(), "Bonjour");
        phone.await(before + 1, PATIENCE);
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        return phone;
    }

    /** Nothing has happened for so long, and a node looks. */
    private void restAfter(Tenant tenant, String interval) {
        world.database()
                .update(
                        "update omni_conversations set updated_at = now() - ?::interval where tenant_id = ? and status <> 'closed'",
                        interval,
                        tenant.id());
        worker.rest();
    }

    private String status(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select concat_ws(' ', status, closed_reason) from omni_conversations where tenant_id = ?",
                        String.class,
                        tenant.id());
    }

    private String lastMessage(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select content from omni_messages where tenant_id = ? order by seq desc limit 1",
                        String.class,
                        tenant.id());
    }

    private long lanesReady(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_lanes where tenant_id = ? and (ready_at is not null or lease_until is not null)",
                        Long.class,
                        tenant.id());
    }
}
