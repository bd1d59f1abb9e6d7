package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.email.SendGridDevelopmentKey;
import io.omnichannel.messaging.outbox.OutboxWorker;
import io.omnichannel.simulator.mail.SendGridRest;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The whole program with a shop that has a mail address, a customer of its own a test, and SendGrid's double. */
@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.debounce=100ms",
            "omnichannel.data-dir=" + MailStory.DATA,
            "omnichannel.email.unknown-wait=1h",
            "omnichannel.sending-pause=500ms"
        })
abstract class MailStory {

    static final String DATA = "target/test-data/mail-story";
    static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger CUSTOMERS = new AtomicInteger();
    private static final AtomicInteger SHOPS = new AtomicInteger();

    final String customer = "camille" + CUSTOMERS.incrementAndGet() + "@client.example";
    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    OutboxWorker outboxWorker;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    ObjectMapper json;

    @AfterEach
    void nothingGoesWrongAnyMore() {
        sendGrid().faults().none();
    }

    SendGridRest sendGrid() {
        return twilio.mail();
    }

    Tenant shop() {
        String address = "shop@" + customer.replaceFirst("@.*", "") + "-" + SHOPS.incrementAndGet() + ".example";
        return world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", address));
    }

    String address(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select settings #>> '{channels_config,email,from}' from omni_agent_configs where tenant_id = ?",
                        String.class,
                        tenant.id());
    }

    SimulatedMail mail(Tenant tenant, String text) {
        return SimulatedMail.of(customer, address(tenant), "Une question", text);
    }

    /** Waits for so many answers to this test's customer. */
    List<SentMail> answers(int count) {
        return sendGrid().ledger().awaitSentTo(customer, count, PATIENCE);
    }

    List<String> outbox(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select status from omni_outbox where tenant_id = ? order by position",
                        String.class,
                        tenant.id());
    }

    /** The wait for news of a mail that nobody knows of is over: as if an hour had gone by. */
    void anHourLater(Tenant tenant) {
        world.database()
                .update(
                        "update omni_outbox set ready_at = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());
        outboxWorker.wake();
    }

    long lanesReady(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_lanes where tenant_id = ?"
                                + " and (ready_at is not null or lease_until is not null)",
                        Long.class,
                        tenant.id());
    }

    /** The one conversation's messages as {@code GET /conversations/id} shows them. */
    List<JsonNode> messages(Tenant tenant, String direction) {
        String id = world.database()
                .queryForObject(
                        "select id::text from omni_conversations where tenant_id = ?", String.class, tenant.id());
        JsonNode shown = get("/api/v1/omnichannel/conversations/" + id).path("conversation");
        return Stream.of(json.convertValue(shown.path("messages"), JsonNode[].class))
                .filter(message -> message.path("direction").asText().equals(direction))
                .toList();
    }

    JsonNode get(String path) {
        try {
            return json.readTree(send(
                    HttpRequest.newBuilder(URI.create(world.server() + path)).build()));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Asks the admin API to do something. @return what it answers, well or ill */
    JsonNode post(String path, String body) {
        try {
            return json.readTree(send(HttpRequest.newBuilder(URI.create(world.server() + "/api/v1/omnichannel" + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build()));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Any call of the admin API without a body. */
    HttpResponse<String> admin(String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(world.server() + "/api/v1/omnichannel" + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Posts to a webhook. @return the status of the answer */
    int post(String path, String contentType, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(world.server() + "/webhooks/omnichannel" + path))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The same with a signature that fits. */
    int signed(String path, String contentType, byte[] body) throws Exception {
        String now = String.valueOf(Instant.now().getEpochSecond());
        String signature = SendGridDevelopmentKey.in(Path.of(DATA)).sign(now, new ByteArrayInputStream(body));
        return post(path, contentType, body, TIMESTAMP, now, SIGNATURE, signature);
    }

    /** What is kept in a folder of the data directory. */
    List<Path> files(String folder) throws IOException {
        Path root = Path.of(DATA, folder);
        if (Files.notExists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    double forNobody() {
        return metrics.counter("omni.messages.received", "channel", "email", "outcome", "unknown_address")
                .count();
    }
}
