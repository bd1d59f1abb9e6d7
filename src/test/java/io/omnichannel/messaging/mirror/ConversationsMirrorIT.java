package io.omnichannel.messaging.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.World.Tenant;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.RestConversation;
import io.omnichannel.simulator.rest.RestLedger;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ServerTest
@TestPropertySource(
        properties = {
            "omnichannel.debounce=100ms",
            "omnichannel.poll=200ms",
            "omnichannel.twilio-conversations-service-sid=IS00000000000000000000000000000001"
        })
class ConversationsMirrorIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 12;

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    @Autowired
    ObjectMapper json;

    @AfterEach
    void mend() {
        twilio.conversationFaults().none();
        twilio.lookupFaults().none();
    }

    @Test
    void copiesACallAndATextOnceInOrder() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedCall call =
                world.simulator().call(world.setup(tenant).from("+33622000001")).awaitConnected();
        call.ask("Bonjour", PATIENCE);
        call.ask("Qui êtes-vous ?", PATIENCE);
        call.ask("Mon numéro de commande est 4711", PATIENCE);
        call.hangUp();
        call.awaitEnd(PATIENCE);
        talk(tenant, "+33622000001", "Qu'est-ce que j'ai dit ?");

        RestConversation copy = awaitCopied(conversation(tenant));

        assertThat(copy.messages()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(copy.messages()).extracting(RestConversation.Message::index).isSorted();
        assertThat(copy.messages())
                .extracting(message -> attributes(message).path("channel").asText())
                .contains("voice", "sms");
        assertThat(copy.participants())
                .extracting(RestConversation.Participant::identity)
                .containsExactly("customer:" + contact(tenant), "agent:" + conversation(tenant));
        assertThat(sid(tenant)).isEqualTo(copy.sid());
    }

    @Test
    void copiesASwitchAsAMessageOfTheSystem() {
        Tenant tenant = world.tenant(settings -> {});
        talk(tenant, "+33622000002", "Bonjour");

        writeByWhatsappOutsideTheWindow(tenant, "+33622000002");
        twilio.phone("+33622000002").await(2, PATIENCE);

        RestConversation copy = awaitCopied(conversation(tenant));
        RestConversation.Message switched = copy.messages().getLast();
        assertThat(switched.author()).isEqualTo("system");
        assertThat(attributes(switched).path("type").asText()).isEqualTo("channel_switch");
        assertThat(attributes(switched).path("from").asText()).isEqualTo("whatsapp");
        assertThat(attributes(switched).path("to").asText()).isEqualTo("sms");
    }

    @Test
    void closesTheCopyWhenEverythingIsInIt() {
        Tenant tenant = world.tenant(settings -> {});
        talk(tenant, "+33622000003", "Bonjour");

        world.database()
                .update(
                        "update omni_conversations set status = 'closed', closed_reason = 'operator', updated_at = now()"
                                + " where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE).until(() -> state(tenant).equals("closed"));
        RestConversation copy = awaitCopied(conversation(tenant));
        assertThat(copy.state()).isEqualTo("closed");
    }

    @Test
    void copiesOnceWhatTwilioTakesAndDoesNotSayThatItTook() {
        List<Tenant> tenants = new ArrayList<>();
        twilio.conversationFaults()
                .seed(8)
                .often(Fault.ERROR_AFTER, 0.15)
                .often(Fault.RESET_AFTER, 0.05)
                .often(Fault.ERROR_BEFORE, 0.05)
                .often(Fault.TOO_MANY, 0.05);
        twilio.lookupFaults().seed(8).often(Fault.ERROR_BEFORE, 0.1);
        for (int i = 0; i < CONVERSATIONS; i++) {
            Tenant tenant = world.tenant(settings -> {});
            tenants.add(tenant);
            SimulatedPhone phone = twilio.phone("+336220001%02d".formatted(i));
            phone.send(tenant.number(), "Bonjour");
            phone.send(tenant.number(), "Qui êtes-vous ?");
        }

        int written = 0;
        int copied = 0;
        for (Tenant tenant : tenants) {
            await().atMost(PATIENCE)
                    .until(() -> !timeline(conversation(tenant)).getLast().startsWith("Qui"));
            RestConversation copy = awaitCopied(conversation(tenant));
            written += timeline(conversation(tenant)).size();
            copied += (int) copy.messages().stream()
                    .map(message -> attributes(message).path("message_id").asText())
                    .distinct()
                    .count();
            assertThat(copy.messages()).hasSameSizeAs(timeline(conversation(tenant)));
        }

        assertThat(copied).isEqualTo(written);
        assertThat(twilio.conversationFaults().happened()).containsKeys(Fault.ERROR_AFTER, Fault.TOO_MANY);
    }

    @Test
    void answersAsEverWhileTheConversationsApiIsAwayAndCatchesUp() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.conversationFaults().often(Fault.ERROR_BEFORE, 1);

        talk(tenant, "+33622000008", "Bonjour");
        talk(tenant, "+33622000008", "Qui êtes-vous ?");
        await().atMost(PATIENCE).until(() -> trouble(tenant).contains("500"));
        twilio.conversationFaults().none();

        assertThat(awaitCopied(conversation(tenant)).messages()).hasSize(4);
    }

    @Test
    void readsNoEventThatTwilioDidNotSign() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(world.server().resolve("/webhooks/omnichannel/conversations-events"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("EventType=onMessageAdded&Body=x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void looksFirstAfterANodeVanishedBetweenTwilioAndTheDatabase() {
        Tenant tenant = world.tenant(settings -> {});
        talk(tenant, "+33622000004", "Bonjour");
        awaitCopied(conversation(tenant));
        await().until(() -> leases(tenant) == 0);

        world.database()
                .update(
                        "update omni_mirrors set mirrored_seq = mirrored_seq - 1, unsure = true,"
                                + " lease_until = now() - interval '1 second' where tenant_id = ?",
                        tenant.id());

        await().atMost(PATIENCE).until(() -> behind(tenant) == 0);
        awaitCopied(conversation(tenant));
    }

    @Test
    void goesRoundInNoCircle() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.conversations().tellOfEverything();
        talk(tenant, "+33622000005", "Bonjour");
        RestConversation copy = awaitCopied(conversation(tenant));

        int answered = twilio.conversations().write(copy.sid(), "flex-agent", "Je prends la suite");

        assertThat(answered).isEqualTo(204);
        await().untilAsserted(() -> assertThat(told(copy)).hasSize(3).allMatch(RestLedger.Told::acknowledged));
        talk(tenant, "+33622000005", "Merci");
        await().atMost(PATIENCE).until(() -> behind(tenant) == 0);
        assertThat(timeline(conversation(tenant))).hasSize(4).doesNotContain("Je prends la suite");
        assertThat(twilio.conversations()
                        .named(conversation(tenant).toString())
                        .orElseThrow()
                        .messages())
                .extracting(RestConversation.Message::author)
                .containsExactly(
                        "customer:" + contact(tenant),
                        "agent:" + conversation(tenant),
                        "flex-agent",
                        "customer:" + contact(tenant),
                        "agent:" + conversation(tenant));
    }

    @Test
    void leavesACopyAloneThatSomebodyDeleted() {
        Tenant tenant = world.tenant(settings -> {});
        talk(tenant, "+33622000006", "Bonjour");
        RestConversation copy = awaitCopied(conversation(tenant));

        twilio.conversations().remove(copy.sid());
        talk(tenant, "+33622000006", "Vous êtes là ?");

        await().atMost(PATIENCE).until(() -> state(tenant).equals("ended"));
        assertThat(twilio.conversations().named(conversation(tenant).toString()))
                .isEmpty();
    }

    @Test
    void passesOverAMessageThatTwilioRefuses() {
        Tenant tenant = world.tenant(settings -> {});
        talk(tenant, "+33622000007", "Bonjour");
        awaitCopied(conversation(tenant));

        // Longer than Twilio takes as attributes, which our own never are.
        world.database()
                .update(
                        "insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction, sender_role,"
                                + " content, details) select tenant_id, ?, id, last_seq + 1, 'sms', 'outbound', 'system', 'x',"
                                + " jsonb_build_object('type', 'channel_switch', 'from', repeat('x', 5000)) from omni_conversations"
                                + " where tenant_id = ?",
                        Uuid7.next(),
                        tenant.id());
        world.database()
                .update("update omni_conversations set last_seq = last_seq + 1 where tenant_id = ?", tenant.id());
        talk(tenant, "+33622000007", "Encore là ?");

        await().atMost(PATIENCE).until(() -> behind(tenant) == 0);
        assertThat(twilio.conversations()
                        .named(conversation(tenant).toString())
                        .orElseThrow()
                        .messages())
                .hasSize(4);
    }

    /** A text, and its answer is there. */
    private void talk(Tenant tenant, String number, String text) {
        SimulatedPhone phone = twilio.phone(number);
        int had = phone.received().size();
        phone.send(tenant.number(), text);
        phone.await(had + 1, PATIENCE);
    }

    private void writeByWhatsappOutsideTheWindow(Tenant tenant, String number) {
        world.database()
                .update("update omni_conversations set current_channel = 'whatsapp' where tenant_id = ?", tenant.id());
        world.database()
                .update(
                        """
                        insert into omni_outbox (tenant_id, id, conversation_id, message_id, channel, kind, ours, theirs,
                                                 payload, expires_at)
                        select c.tenant_id, ?, c.id, m.id, 'whatsapp', 'operator', ?, ?,
                               '{"body": "Votre commande est prête.", "to_kind": "phone"}', now() + interval '1 hour'
                        from omni_conversations c
                        join omni_messages m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.seq = 1
                        where c.tenant_id = ?""",
                        Uuid7.next(),
                        tenant.number(),
                        number,
                        tenant.id());
    }

    /** What waits after a failure waits no longer. */
    private void goOnAtOnce() {
        world.database()
                .update("update omni_mirrors set ready_at = now() where lease_until is null and ready_at > now()");
    }

    /** Waits until Twilio's copy says exactly what our timeline says. */
    private RestConversation awaitCopied(UUID conversation) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            goOnAtOnce();
            assertThat(copy(conversation).messages())
                    .extracting(RestConversation.Message::body)
                    .containsExactlyElementsOf(timeline(conversation));
        });
        return copy(conversation);
    }

    private RestConversation copy(UUID conversation) {
        return twilio.conversations().named(conversation.toString()).orElseThrow(AssertionError::new);
    }

    private List<String> timeline(UUID conversation) {
        return world.database()
                .queryForList(
                        "select content from omni_messages where conversation_id = ? order by seq",
                        String.class,
                        conversation);
    }

    private UUID conversation(Tenant tenant) {
        return world.database()
                .queryForObject("select id from omni_conversations where tenant_id = ?", UUID.class, tenant.id());
    }

    private UUID contact(Tenant tenant) {
        return world.database()
                .queryForObject("select id from omni_contacts where tenant_id = ?", UUID.class, tenant.id());
    }

    private String sid(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select conversation_sid from omni_conversations where tenant_id = ?",
                        String.class,
                        tenant.id());
    }

    private String state(Tenant tenant) {
        return world
                .database()
                .queryForList("select state from omni_mirrors where tenant_id = ?", String.class, tenant.id())
                .stream()
                .findFirst()
                .orElse("");
    }

    private String trouble(Tenant tenant) {
        return world
                .database()
                .queryForList(
                        "select coalesce(trouble, '') from omni_mirrors where tenant_id = ?", String.class, tenant.id())
                .stream()
                .findFirst()
                .orElse("");
    }

    private long behind(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select sum(c.last_seq - m.mirrored_seq) from omni_mirrors m join omni_conversations c"
                                + " on c.tenant_id = m.tenant_id and c.id = m.conversation_id where m.tenant_id = ?",
                        Long.class,
                        tenant.id());
    }

    private long leases(Tenant tenant) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_mirrors where tenant_id = ? and lease_until is not null",
                        Long.class,
                        tenant.id());
    }

    private List<RestLedger.Told> told(RestConversation copy) {
        List<String> ours = copy(UUID.fromString(copy.uniqueName())).messages().stream()
                .map(RestConversation.Message::sid)
                .toList();
        return twilio.ledger().told().stream()
                .filter(each -> ours.contains(each.messageSid()))
                .toList();
    }

    private JsonNode attributes(RestConversation.Message message) {
        try {
            return json.readTree(message.attributes());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
