package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.Seed;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Customers, the agent and humans at the same conversations, in any order. */
@ServerTest
@Import(HeldAgent.class)
// Whoever sends holds a connection meanwhile, and a test's pool is small.
@TestPropertySource(
        properties = {
            "omnichannel.debounce=30ms",
            "omnichannel.sending=3",
            "omnichannel.answering=8",
            "omnichannel.agent.written-give-up-after=8s",
            "omnichannel.lease=10s"
        })
class OwnerStormIT {

    private static final int CUSTOMERS = 16;
    private static final int STEPS = 30;
    private static final int MOST_TEXTS = 15;

    @RegisterExtension
    final Seed seed = Seed.of("owners", 20_261_128);

    @LocalServerPort
    int port;

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Test
    void answersOrOwnsEveryTextAndKeepsTheAgentSilentWhileAHumanOwns() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stories = new ArrayList<>();
            for (int customer = 0; customer < CUSTOMERS; customer++) {
                Random random = seed.random(customer);
                SimulatedPhone phone = twilio.phone("+336150%05d".formatted(customer));
                stories.add(people.submit(() -> story(tenant, phone, random)));
            }
            for (Future<?> story : stories) {
                story.get();
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(waiting(tenant)).isZero());

        List<String> conversations = world.database()
                .queryForList("select id::text from omni_conversations where tenant_id = ?", String.class, tenant.id());
        for (String id : conversations) {
            List<JsonNode> messages = messages(id);
            List<String> roles = roles(messages);
            assertThat(spokenWhileOwned(messages)).as("%s", roles).isZero();
            assertThat(roles.stream().filter(role -> !role.equals("system")).toList())
                    .last()
                    .isNotEqualTo("customer");
        }
        assertThat(conversations).hasSize(CUSTOMERS);
    }

    private void story(Tenant tenant, SimulatedPhone phone, Random random) {
        AdminClient client = new AdminClient(port);
        phone.send(tenant.number(), "Text 0");
        String id = world.database()
                .queryForObject(
                        "select c.id::text from omni_conversations c join omni_contact_addresses a"
                                + " on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id"
                                + " where a.tenant_id = ? and a.address = ?",
                        String.class,
                        tenant.id(),
                        phone.wire());
        int texts = 1;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    if (texts < MOST_TEXTS) {
                        phone.send(tenant.number(), "Text " + texts++);
                    }
                }
                case 2 -> post(client, id, "takeover", "");
                case 3 -> post(client, id, "release", "");
                default -> post(client, id, "messages", "{\"content\":\"Human " + step + "\"}");
            }
        }
        post(client, id, "release", "");
    }

    private static void post(AdminClient client, String id, String action, String body) {
        assertThat(client.post("/conversations/" + id + "/" + action, body).status())
                .isIn(200, 202);
    }

    private List<JsonNode> messages(String id) {
        JsonNode shown =
                new AdminClient(port).get("/conversations/" + id).json().at("/conversation/messages");
        return StreamSupport.stream(shown.spliterator(), false).toList();
    }

    private static List<String> roles(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.get("sender_role").asText())
                .toList();
    }

    private static int spokenWhileOwned(List<JsonNode> messages) {
        Map<String, Boolean> changes = Map.of("takeover", true, "release", false);
        boolean owned = false;
        int spoken = 0;
        for (JsonNode message : messages) {
            owned = changes.getOrDefault(message.at("/details/type").asText(), owned);
            spoken += owned && message.get("sender_role").asText().equals("agent") ? 1 : 0;
        }
        return spoken;
    }

    private long waiting(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select (select count(*) from omni_lanes where tenant_id = ?"
                                + " and (ready_at is not null or lease_until is not null))"
                                + " + (select count(*) from omni_outbox where tenant_id = ? and status in"
                                + " ('queued', 'sending', 'unknown'))",
                        Long.class,
                        tenant.id(),
                        tenant.id());
    }
}
