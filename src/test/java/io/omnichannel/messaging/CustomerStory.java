package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Customers and their conversations as operators see them, two of whom may be one. */
abstract class CustomerStory extends MailStory {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    static void atOnce(List<Runnable> contacts) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable contact : contacts) {
                running.add(threads.submit(() -> {
                    start.await();
                    contact.run();
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    /** Two customers with two messages each and an answer to each. @return everything that is shown of them */
    String twoCustomers(Tenant tenant) {
        for (String name : List.of("A", "B")) {
            SimulatedPhone phone = twilio.phone(Post.number());
            phone.send(tenant.number(), "Bonjour de " + name);
            phone.await(1, PATIENCE);
            phone.send(tenant.number(), "Qui êtes-vous ? demande " + name);
            phone.await(2, PATIENCE);
        }
        await().untilAsserted(() -> assertThat(outbox(tenant)).containsOnly("delivered"));
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        return shown(tenant);
    }

    String shown(Tenant tenant) {
        StringBuilder all = new StringBuilder();
        world.database()
                .queryForList(
                        "select id::text from omni_conversations where tenant_id = ? order by id",
                        String.class,
                        tenant.id())
                .forEach(id -> all.append(get("/api/v1/omnichannel/conversations/" + id))
                        .append('\n'));
        return all.toString();
    }

    JsonNode merge(Tenant tenant, String kept, String other) {
        JsonNode answer = post(
                "/customers/" + kept + "/merge", "{\"tenantId\":\"" + tenant.id() + "\",\"with\":\"" + other + "\"}");
        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
        return answer.path("customer");
    }

    void close(Tenant tenant) {
        await().untilAsserted(() -> assertThat(lanesReady(tenant)).isZero());
        post("/conversations/" + open(tenant).getFirst() + "/close", "{}");
    }

    /** The code in the last mail to this test's customer that has one. */
    String code() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sendGrid().ledger().sentTo(customer))
                        .extracting(SentMail::subject)
                        .contains("Votre code de confirmation"));
        String text = sendGrid().ledger().sentTo(customer).stream()
                .filter(mail -> mail.subject().equals("Votre code de confirmation"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .text();
        Matcher code = CODE.matcher(text);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    JsonNode suggestions(Tenant tenant) {
        return get("/api/v1/omnichannel/merge-suggestions?tenantId=" + tenant.id())
                .path("suggestions");
    }

    String suggestion(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select status from omni_merge_suggestions where tenant_id = ?", String.class, tenant.id());
    }

    List<String> customers(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select id::text from omni_contacts where tenant_id = ? order by created_at",
                        String.class,
                        tenant.id());
    }

    List<String> open(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select id::text from omni_conversations where tenant_id = ? and status <> 'closed'",
                        String.class,
                        tenant.id());
    }

    String conversationOf(Tenant tenant, String contact) {
        return world.database()
                .queryForObject(
                        "select id::text from omni_conversations where tenant_id = ? and contact_id = ?::uuid and status <> 'closed'",
                        String.class,
                        tenant.id(),
                        contact);
    }

    List<String> timeline(String conversation) {
        return contents(get("/api/v1/omnichannel/conversations/" + conversation).path("conversation"));
    }

    static List<String> contents(JsonNode conversation) {
        List<String> contents = new ArrayList<>();
        conversation
                .path("messages")
                .forEach(message -> contents.add(message.path("content").asText()));
        return contents;
    }

    static String scopedId() {
        return "FR." + ThreadLocalRandom.current().nextLong(1_000_000_000L, 9_000_000_000L);
    }

    List<String> channels(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select jsonb_array_elements_text(active_channels) from omni_conversations"
                                + " where tenant_id = ? and status <> 'closed'",
                        String.class,
                        tenant.id());
    }

    List<String> consents(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select channel || ' ' || theirs from omni_consents where tenant_id = ? and opted_out",
                        String.class,
                        tenant.id());
    }
}
