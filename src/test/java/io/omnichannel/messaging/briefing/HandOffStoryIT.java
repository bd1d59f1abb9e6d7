package io.omnichannel.messaging.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.omnichannel.Seed;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.Timeline;
import io.omnichannel.conversation.Timeline.SpokenMessage;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.messaging.operator.OperatorDesk;
import io.omnichannel.messaging.operator.OperatorText;
import io.omnichannel.messaging.operator.Ownership;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.DialOutcome;
import io.omnichannel.simulator.call.Ledger;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** A customer who wants a human, and the human who is told. */
@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.debounce=50ms",
            "omnichannel.poll=100ms",
            "omnichannel.briefing.ways=sms,email,webhook",
            "omnichannel.briefing.email-to=desk@shop.example",
            "omnichannel.briefing.webhook-secret=between-us",
            "omnichannel.handoff.transcribe=true"
        })
class HandOffStoryIT {

    @RegisterExtension
    final Seed seed = Seed.of("hand-offs", 20_261_128);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final HttpServer DESK = desk();
    private static final List<Delivery> DELIVERIES = new CopyOnWriteArrayList<>();
    /** By tenant: what the next requests are answered. */
    private static final Map<String, Queue<Integer>> ANSWERS = new ConcurrentHashMap<>();

    private record Delivery(String id, String signature, byte[] body) {}

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    ObjectMapper json;

    @Autowired
    HandOffs handOffs;

    @Autowired
    Ownership ownership;

    @Autowired
    OperatorDesk desk;

    @Autowired
    Timeline timeline;

    private final String customer = "+3365%07d".formatted(NUMBERS.incrementAndGet());
    private final String human = "+3366%07d".formatted(NUMBERS.get());

    @DynamicPropertySource
    static void desk(DynamicPropertyRegistry properties) {
        properties.add(
                "omnichannel.briefing.webhook-url",
                () -> "http://127.0.0.1:" + DESK.getAddress().getPort() + "/briefings");
    }

    @AfterAll
    static void close() {
        DESK.stop(0);
    }

    @Test
    void takesAMessageWhenTheHumanDoesNotAnswerAndTellsThem() {
        Tenant tenant = shop();
        SimulatedCall call = world.simulator()
                .call(world.setup(tenant).from(customer).dialOutcome(DialOutcome.NO_ANSWER))
                .awaitConnected();
        call.ask("Ma commande est la 4711", PATIENCE);
        String told = call.ask("Je veux parler à quelqu'un", PATIENCE).text();
        Ledger ledger = call.awaitEnd(PATIENCE);

        assertThat(told).endsWith("Je vous transfère vers un conseiller.");
        assertThat(ledger.violations()).isEmpty();
        assertThat(ledger.steps(Step.Dialled.class)).hasSize(1);
        assertThat(ledger.steps(Step.Recorded.class)).hasSize(1);
        List<String> said =
                ledger.steps(Step.Said.class).stream().map(Step.Said::text).toList();
        assertThat(said).hasSize(3);
        assertThat(said.get(1)).contains("aucun conseiller", "après le bip");
        transcribed(tenant, call.callSid(), "Rappelez-moi au sujet de la 4711");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(notes(tenant))
                .containsExactlyInAnyOrder("briefing", "voicemail", "transcription"));
        assertThat(owner(tenant)).isEqualTo("human");
        String note = note(tenant, "briefing");
        assertThat(note).contains("a besoin d'un conseiller", "Je veux parler à quelqu'un", "4711", customer);
        assertThat(note(tenant, "voicemail")).contains("7 s", "/Recordings/RE");
        assertThat(note(tenant, "transcription")).contains("Rappelez-moi au sujet de la 4711");
        assertThat(twilio.phone(human).await(3, PATIENCE))
                .anySatisfy(text -> assertThat(text.body()).contains("a besoin d'un conseiller", customer));
        assertThat(twilio.mail().ledger().awaitSentTo("desk@shop.example", 3, PATIENCE))
                .anySatisfy(mail -> assertThat(mail.text()).contains("4711", customer));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(deliveries(tenant)).hasSize(3));
        JsonNode delivered = deliveries(tenant).stream()
                .map(this::body)
                .filter(body -> body.path("occasion").asText().equals("handoff"))
                .findFirst()
                .orElseThrow();
        assertThat(delivered.path("wish").asText()).contains("Je veux parler à quelqu'un");
        assertThat(delivered.at("/customer/phone").asText()).isEqualTo(customer);
        assertThat(twilio.phone(customer).received()).isEmpty();
    }

    @Test
    void letsAnOperatorWriteWhileTheMailToTheHumanCannotLeave() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(customer);
        twilio.mail().faults().often(Fault.TOO_MANY, 1);
        try {
            phone.send(tenant.number(), "Je veux parler à quelqu'un");
            phone.await(1, PATIENCE);
            await().atMost(PATIENCE).until(() -> world.database()
                    .queryForObject(
                            "select exists (select from omni_outbox where tenant_id = ? and kind = 'briefing'"
                                    + " and channel = 'email' and status = 'queued' and attempts > 0)",
                            Boolean.class,
                            tenant.id()));
            UUID conversation = world.database()
                    .queryForObject("select id from omni_conversations where tenant_id = ?", UUID.class, tenant.id());

            desk.write(tenant.id(), conversation, Optional.empty(), new OperatorText("Je suis là.", "", List.of()));

            assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("Je suis là.");
        } finally {
            twilio.mail().faults().none();
        }
    }

    @Test
    void signsWhatItSendsAndComesAgainUntilItIsTaken() {
        Tenant tenant = shop();
        ANSWERS.put(tenant.id(), new ConcurrentLinkedQueue<>(List.of(503, 429, 204)));

        twilio.phone(customer).send(tenant.number(), "Je veux parler à quelqu'un");

        await().atMost(PATIENCE).untilAsserted(() -> {
            // It would come again in some seconds.
            world.database()
                    .update(
                            "update omni_briefings set ready_at = now() where tenant_id = ? and ready_at > now()",
                            tenant.id());
            assertThat(told(tenant)).contains("webhook done");
        });
        List<Delivery> tries = deliveries(tenant);
        assertThat(tries).hasSize(3);
        assertThat(tries.stream().map(Delivery::id).distinct()).hasSize(1);
        assertThat(tries).allSatisfy(each -> {
            long at = Long.parseLong(each.signature().replaceFirst("t=(\\d+),.*", "$1"));
            assertThat(each.signature()).isEqualTo(Signature.of("between-us", at, each.body()));
        });
    }

    @Test
    void asksAReceiverWhoRefusesNoSecondTime() {
        Tenant tenant = shop();
        ANSWERS.put(tenant.id(), new ConcurrentLinkedQueue<>(List.of(410)));

        twilio.phone(customer).send(tenant.number(), "Je veux parler à quelqu'un");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told(tenant)).contains("webhook dead"));
        assertThat(deliveries(tenant)).hasSize(1);
        assertThat(details(tenant, "briefing").at("/told/webhook").asText()).isEqualTo("dead");
    }

    @Test
    void handsATextOverAndBackWithNotes() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(customer);
        phone.send(tenant.number(), "Un conseiller, s'il vous plaît");
        assertThat(phone.await(1, PATIENCE).getFirst().body()).endsWith("Je vous transfère vers un conseiller.");
        await().atMost(PATIENCE).until(() -> notes(tenant).contains("briefing"));

        phone.send(tenant.number(), "Vous êtes là ?");
        phone.send(tenant.number(), "Un conseiller !");
        await().atMost(PATIENCE).until(() -> said(tenant, "customer") == 3);
        assertThat(said(tenant, "agent")).isEqualTo(1);
        UUID conversation = world.database()
                .queryForObject("select id from omni_conversations where tenant_id = ?", UUID.class, tenant.id());
        ownership.release(tenant.id(), conversation, "Remboursé, merci de conclure.");

        // What was left unanswered is the agent's now, and asks for a human again: another hand-off, told once more.
        assertThat(phone.await(2, PATIENCE)).hasSize(2);
        await().atMost(PATIENCE).until(() -> handOffs(tenant).equals(List.of("ended", "open")));
        assertThat(note(tenant, "release")).contains("Remboursé");
    }

    @Test
    void tellsTheCustomerOnceThoughACallAndATextHandOverAtTheSameTime() {
        Tenant tenant = shop();
        SimulatedPhone phone = twilio.phone(customer);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        UUID conversation = world.database()
                .queryForObject("select id from omni_conversations where tenant_id = ?", UUID.class, tenant.id());
        UUID call = UUID.randomUUID();
        assertThat(handOffs.announce(tenant.id(), conversation, call, "veut un humain"))
                .isTrue();
        assertThat(handOffs.announce(tenant.id(), conversation, call, "veut un humain"))
                .isFalse();

        phone.send(tenant.number(), "Je veux parler à quelqu'un");
        await().atMost(PATIENCE)
                .until(() -> world.database()
                                .queryForObject(
                                        "select fence from omni_lanes where tenant_id = ?", Long.class, tenant.id())
                        >= 3);

        assertThat(phone.received()).hasSize(1);
        assertThat(said(tenant, "agent")).isEqualTo(1);
    }

    @Test
    void putsThroughWhoeverWasToldOfAHumanThoughTheirWordsAreWrittenAMomentLater() {
        Tenant tenant = shop();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(customer)).awaitConnected();
        UUID said = Uuid7.next();
        announce(tenant, call);
        write(tenant, call, said, SenderRole.CUSTOMER, "Un humain !");
        write(tenant, call, Uuid7.next(), SenderRole.AGENT, "Je vous transfère.");

        call.dropSocket();

        assertThat(call.awaitEnd(PATIENCE).steps(Step.Dialled.class)).hasSize(1);
    }

    @Test
    void handsATextOverThatFollowsACallWhoseCallerWentOnInsteadOfWaitingForAHuman() {
        Tenant tenant = shop();
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from(customer)).awaitConnected();
        announce(tenant, call);
        long announced = System.currentTimeMillis();
        await().until(() -> System.currentTimeMillis() > announced);
        write(tenant, call, Uuid7.next(), SenderRole.CUSTOMER, "Non, attendez.");
        call.hangUp();
        assertThat(call.awaitEnd(PATIENCE).steps(Step.Dialled.class)).isEmpty();
        assertThat(handOffs(tenant)).containsExactly("announced");

        SimulatedPhone phone = twilio.phone(customer);
        phone.send(tenant.number(), "Je veux parler à quelqu'un");

        // Long before the minute in which a caller would still be told.
        assertThat(phone.await(1, PATIENCE).getFirst().body()).endsWith("Je vous transfère vers un conseiller.");
        assertThat(handOffs(tenant)).containsExactly("open");
    }

    @Test
    void tellsEveryCustomerOnceAndIsSilentInAStormOfHandOffsAndTakeovers() throws Exception {
        Tenant tenant = shop();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> stories = new ArrayList<>();
            for (int number = 0; number < 8; number++) {
                Random random = seed.random(number);
                SimulatedPhone phone = twilio.phone("+336670%05d".formatted(number));
                stories.add(people.submit(() -> storm(tenant, phone, random)));
            }
            for (Future<?> story : stories) {
                story.get();
            }
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(world.database()
                        .queryForObject(
                                "select count(*) from omni_lanes where tenant_id = ?"
                                        + " and (ready_at is not null or lease_until is not null)",
                                Long.class,
                                tenant.id()))
                .isZero());

        List<UUID> conversations = world.database()
                .queryForList("select id from omni_conversations where tenant_id = ?", UUID.class, tenant.id());
        for (UUID conversation : conversations) {
            boolean owned = false;
            for (Map<String, Object> line : lines(tenant, conversation)) {
                boolean agent = line.get("sender_role").equals("agent");
                boolean transfer = agent && line.get("content").toString().endsWith("vers un conseiller.");
                assertThat(agent && owned)
                        .as("the agent speaks while a human owns")
                        .isFalse();
                owned = transfer || "takeover".equals(line.get("type")) || owned && !"release".equals(line.get("type"));
            }
        }
        assertThat(conversations).hasSize(8);
    }

    private void announce(Tenant tenant, SimulatedCall call) {
        Map<String, Object> stored = world.storedCall(call.callSid());
        assertThat(handOffs.announce(
                        tenant.id(), (UUID) stored.get("conversation_id"), (UUID) stored.get("id"), "veut un humain"))
                .isTrue();
    }

    /** What was said in a call, in the timeline. @param id made when it was said */
    private void write(Tenant tenant, SimulatedCall call, UUID id, SenderRole role, String words) {
        Map<String, Object> stored = world.storedCall(call.callSid());
        timeline.append(new SpokenMessage(
                tenant.id(),
                id,
                (UUID) stored.get("conversation_id"),
                (UUID) stored.get("id"),
                role,
                words,
                words,
                Duration.ZERO));
    }

    private void storm(Tenant tenant, SimulatedPhone phone, Random random) {
        phone.send(tenant.number(), "Bonjour");
        UUID conversation = world.database()
                .queryForObject(
                        "select c.id from omni_conversations c join omni_contact_addresses a"
                                + " on a.tenant_id = c.tenant_id and a.contact_id = c.contact_id"
                                + " where a.tenant_id = ? and a.address = ?",
                        UUID.class,
                        tenant.id(),
                        phone.wire());
        for (int step = 0; step < 20; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> phone.send(tenant.number(), "Je veux parler à quelqu'un");
                case 2 -> phone.send(tenant.number(), "Qui êtes-vous ?");
                case 3 -> ownership.takeOver(tenant.id(), conversation, "");
                default -> ownership.release(tenant.id(), conversation, "");
            }
        }
    }

    private List<Map<String, Object>> lines(Tenant tenant, UUID conversation) {
        return world.database()
                .queryForList(
                        "select sender_role, content, details ->> 'type' as type from omni_messages"
                                + " where tenant_id = ? and conversation_id = ? order by seq",
                        tenant.id(),
                        conversation);
    }

    private Tenant shop() {
        String domain = human.substring(1) + ".example";
        return world.tenant(settings -> {
            settings.put("transfer_number", human);
            ((ObjectNode) settings.at("/channels_config/email")).put("from", "shop@" + domain);
        });
    }

    private void transcribed(Tenant tenant, String callSid, String words) {
        world.simulator()
                .webhooks(world.account())
                .post(
                        "/webhooks/omnichannel/recording",
                        Map.of(
                                "AccountSid",
                                world.account().sid(),
                                "CallSid",
                                callSid,
                                "To",
                                tenant.number(),
                                "TranscriptionSid",
                                "TR1",
                                "TranscriptionStatus",
                                "completed",
                                "TranscriptionText",
                                words));
    }

    private List<String> notes(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select details ->> 'type' from omni_messages where tenant_id = ? and sender_role = 'system'"
                                + " and details ->> 'type' is not null order by seq",
                        String.class,
                        tenant.id());
    }

    private String note(Tenant tenant, String type) {
        return message(tenant, type, "content");
    }

    private JsonNode details(Tenant tenant, String type) {
        return read(message(tenant, type, "details::text"));
    }

    private String message(Tenant tenant, String type, String column) {
        return world.database()
                .queryForObject(
                        "select " + column
                                + " from omni_messages where tenant_id = ? and details ->> 'type' = ? order by seq limit 1",
                        String.class,
                        tenant.id(),
                        type);
    }

    private List<String> told(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select way || ' ' || status from omni_briefings where tenant_id = ?",
                        String.class,
                        tenant.id());
    }

    private List<String> handOffs(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select status from omni_handoffs where tenant_id = ? order by id", String.class, tenant.id());
    }

    private long said(Tenant tenant, String role) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_messages where tenant_id = ? and sender_role = ?",
                        Long.class,
                        tenant.id(),
                        role);
    }

    private String owner(Tenant tenant) {
        return world.database()
                .queryForObject("select owner from omni_conversations where tenant_id = ?", String.class, tenant.id());
    }

    private List<Delivery> deliveries(Tenant tenant) {
        return DELIVERIES.stream()
                .filter(each -> body(each).path("tenant_id").asText().equals(tenant.id()))
                .toList();
    }

    private JsonNode body(Delivery delivery) {
        return read(new String(delivery.body(), StandardCharsets.UTF_8));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A help desk that keeps what it is told and answers as it was asked to, else 204. */
    private static HttpServer desk() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/briefings", exchange -> {
                byte[] body = exchange.getRequestBody().readAllBytes();
                DELIVERIES.add(new Delivery(
                        exchange.getRequestHeaders().getFirst("Omnichannel-Delivery"),
                        exchange.getRequestHeaders().getFirst("Omnichannel-Signature"),
                        body));
                String tenant =
                        new ObjectMapper().readTree(body).path("tenant_id").asText();
                Integer answer = ANSWERS.getOrDefault(tenant, new ConcurrentLinkedQueue<>())
                        .poll();
                exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
