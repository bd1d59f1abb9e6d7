package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationOpenIT extends OperatorStory {

    @Test
    void opensAConversationAndGoesOnInIt() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33614000001");

        Reply opened =
                open(tenant, "{\"phone\":\"06 14 00 00 01\",\"name\":\"Ana\"}", "sms", "Votre commande est prête.");
        Reply continued = open(tenant, "{\"phone\":\"+33614000001\",\"name\":\"Anna\"}", "sms", "À demain.");
        phone.await(2, PATIENCE);
        phone.send(tenant.number(), "Merci");

        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(continued.status()).as(continued.text()).isEqualTo(200);
        assertThat(continued.json().at("/conversation/id"))
                .isEqualTo(opened.json().at("/conversation/id"));
        assertThat(phone.await(3, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("Votre commande est prête.", "À demain.", "You said: Merci");
        JsonNode conversation = client.get(
                        "/conversations/" + opened.json().get("conversationId").asText())
                .json()
                .get("conversation");
        assertThat(conversation.at("/customer/phone").asText()).isEqualTo("+33614000001");
        assertThat(conversation.at("/customer/name").asText()).isEqualTo("Ana");
        assertThat(conversation.get("messages").findValuesAsText("sender_role"))
                .containsExactly("human", "human", "customer", "agent");
    }

    @Test
    void goesOnInTheConversationThatTheCustomerBegan() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33614000002");
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);

        Reply reply = open(tenant, "{\"phone\":\"+33614000002\"}", "sms", "Rebonjour");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        assertThat(phone.await(2, PATIENCE)).hasSize(2);
    }

    @Test
    void goesAnotherWayWhereWhatsappsWindowIsClosed() {
        Tenant tenant = world.tenant(settings -> {});

        Reply reply = open(tenant, "{\"phone\":\"+33614000003\"}", "whatsapp", "Bonjour");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(twilio.phone("+33614000003").await(1, PATIENCE))
                .singleElement()
                .satisfies(text -> assertThat(text.body()).isEqualTo("Bonjour"));
        assertThat(client.get("/conversations/"
                                + reply.json().get("conversationId").asText())
                        .json()
                        .at("/conversation/channel_switches/0/reason")
                        .asText())
                .isEqualTo("window_closed");
    }

    @Test
    void takesMediaAlongWhereWhatsappsWindowIsClosed() {
        Tenant tenant = world.tenant(settings -> {});

        Reply reply = openShowing(tenant, "+33614000031");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(twilio.phone("+33614000031").await(3, PATIENCE))
                .extracting(RestMessage::body, RestMessage::mediaUrls)
                .containsExactly(
                        tuple("Voici.", List.of()),
                        tuple("", List.of("https://example.com/1.jpg")),
                        tuple("", List.of("https://example.com/2.jpg")));
    }

    @Test
    void sendsTheTemplateInTheMediasPlaceWhereWhatsappsWindowIsClosed() {
        String template = "HX" + "0".repeat(31) + "3";
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/whatsapp"))
                .putObject("template")
                .put("content_sid", template)
                .putObject("variables"));

        Reply reply = openShowing(tenant, "+33614000032");

        assertThat(twilio.whatsapp("+33614000032").await(1, PATIENCE))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.contentSid()).isEqualTo(template);
                    assertThat(sent.mediaUrls()).isEmpty();
                });
        await().untilAsserted(() -> {
            JsonNode details = client.get("/conversations/"
                            + reply.json().get("conversationId").asText())
                    .json()
                    .at("/conversation/messages/0/details");
            assertThat(details.path("sent_as").asText()).isEqualTo("template");
            assertThat(details.at("/delivery/parts").findValuesAsText("status"))
                    .containsExactlyInAnyOrder("read", "suppressed", "suppressed");
        });
    }

    @Test
    void beginsAThreadByMail() {
        Tenant tenant = world.tenant(
                settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", "Bonjour@Bakery.example"));

        open(tenant, "{\"email\":\"Ann@Example.com\",\"phone\":\"+33614000004\"}", "email", "Votre gâteau est prêt.");

        Map<String, Object> row = world.database()
                .queryForMap(
                        "select ours, theirs, kind, payload ->> 'subject' as subject, payload ->> 'text' as text"
                                + " from omni_outbox where tenant_id = ?",
                        tenant.id());
        assertThat(row)
                .containsEntry("ours", "bonjour@bakery.example")
                .containsEntry("theirs", "ann@example.com")
                .containsEntry("kind", "operator")
                .containsEntry("subject", "Votre gâteau est prêt.")
                .containsEntry("text", "Votre gâteau est prêt.");
        assertThat(world.count("omni_contact_addresses", tenant)).isEqualTo(2);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
    }

    @Test
    void opensOneConversationHoweverManyWriteAtOnce() throws Exception {
        Tenant tenant = world.tenant(settings -> {});
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String content = "Message " + i;
                replies.add(operators.submit(() -> open(tenant, "{\"phone\":\"+33614000005\"}", "sms", content)));
            }
            for (Future<Reply> reply : replies) {
                statuses.add(reply.get().status());
            }
        }

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(11);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(twilio.phone("+33614000005").await(12, PATIENCE)).hasSize(12);
        assertThat(world.database()
                        .queryForList(
                                "select seq from omni_messages where tenant_id = ? order by seq",
                                Long.class,
                                tenant.id()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void saysWhyItCannotBeSent() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/sms")).put("enabled", false));

        assertProblem(open(tenant, "{\"phone\":\"+33614000006\"}", "sms", "a"), 409, "channel_off");
        assertProblem(open(tenant, "{\"email\":\"a@example.com\"}", "email", "a"), 409, "no_sender");
        assertProblem(open(new Tenant("nobody", ""), "{\"phone\":\"+33614000006\"}", "sms", "a"), 404, "not_found");
        assertProblem(client.with("Authorization", "Bearer wrong").post("/conversations", "{}"), 401, "unauthorized");
        assertThat(world.count("omni_contacts", tenant)).isZero();
        assertThat(world.count("omni_contact_addresses", tenant)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"customer\":{\"phone\":\"+33614000007\"},\"content\":\"a\"                                      | channel",
                "\"customer\":{\"phone\":\"+33614000007\"},\"channel\":\"voice\",\"content\":\"a\"                | channel",
                "\"customer\":{\"phone\":\"12\"},\"channel\":\"sms\",\"content\":\"a\"                            | customer.phone",
                "\"customer\":{\"phone\":\"112\"},\"channel\":\"sms\",\"content\":\"a\"                           | customer.phone",
                "\"customer\":{\"phone\":\"36111\"},\"channel\":\"whatsapp\",\"content\":\"a\"                    | customer.phone",
                "\"customer\":{\"email\":\"a@example.com\"},\"channel\":\"sms\",\"content\":\"a\"                 | customer.phone",
                "\"customer\":{\"phone\":\"+33614000007\"},\"channel\":\"email\",\"content\":\"a\"                | customer.email",
                "\"customer\":{\"email\":\"nobody\"},\"channel\":\"email\",\"content\":\"a\"                      | customer.email",
                "\"customer\":{\"phone\":\"+33614000007\",\"fone\":\"1\"},\"channel\":\"sms\",\"content\":\"a\"   | customer.fone",
                "\"customer\":\"+33614000007\",\"channel\":\"sms\",\"content\":\"a\"                              | customer",
                "\"customer\":{\"phone\":\"+33614000007\"},\"channel\":\"sms\"                                    | content",
                "\"customer\":{\"phone\":\"+33614000007\"},\"channel\":\"sms\",\"media\":[\"x\"]                  | media[0]",
                "\"customer\":{\"email\":\"a@example.com\"},\"channel\":\"email\",\"media\":[\"https://x.fr/1\"]    | media"
            })
    void refusesWhatIsWrong(String fields, String field) {
        Tenant tenant = world.tenant(settings -> {});

        Reply reply = client.post("/conversations", "{\"tenantId\":\"" + tenant.id() + "\"," + fields + "}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().get("errors").findValuesAsText("field")).contains(field);
        assertThat(world.count("omni_contacts", tenant)).isZero();
    }

    @Test
    void isNotItsOwnCustomer() {
        Tenant tenant = world.tenant(
                settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", "shop@own.example"));

        Reply text = open(tenant, "{\"phone\":\"" + tenant.number() + "\",\"email\":\"Shop@Own.example\"}", "sms", "a");
        Reply mail = open(tenant, "{\"email\":\"shop@own.example\"}", "email", "a");

        assertProblem(text, 400, "invalid_request");
        assertThat(text.json().get("errors").findValuesAsText("field"))
                .containsExactly("customer.phone", "customer.email");
        assertThat(text.json().at("/errors/0/message").asText()).contains("your own");
        assertProblem(mail, 400, "invalid_request");
        assertThat(world.count("omni_contacts", tenant)).isZero();
    }

    @Test
    void writesToAnotherTenantsNumber() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});

        Reply reply = open(tenant, "{\"phone\":\"" + other.number() + "\"}", "sms", "a");

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void beginsNothingInQuietHoursUnlessTheCustomerHasJustWritten() {
        Tenant tenant = world.tenant(
                settings -> settings.putArray("quiet_hours").add("00:00").add("24:00"));
        SimulatedPhone phone = twilio.phone("+33614000021");

        Reply unasked = open(tenant, "{\"phone\":\"+33614000021\"}", "sms", "Bonsoir");
        long known = world.count("omni_contacts", tenant);
        phone.send(tenant.number(), "Bonsoir");
        phone.await(1, PATIENCE);
        Reply answer = open(tenant, "{\"phone\":\"+33614000021\"}", "sms", "Bonsoir à vous");
        world.database()
                .update(
                        "update omni_messages set created_at = now() - interval '16 minutes' where tenant_id = ?",
                        tenant.id());
        String id = answer.json().get("conversationId").asText();
        Reply open = open(tenant, "{\"phone\":\"+33614000021\"}", "sms", "Encore là ?");
        Reply inTheConversation = client.post("/conversations/" + id + "/messages", "{\"content\":\"a\"}");
        client.post("/conversations/" + id + "/close", "{}");
        Reply closed = open(tenant, "{\"phone\":\"+33614000021\"}", "sms", "Toujours là ?");

        assertProblem(unasked, 409, "quiet_hours");
        assertThat(known).isZero();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(open.status()).as(open.text()).isEqualTo(200);
        assertThat(inTheConversation.status()).as(inTheConversation.text()).isEqualTo(202);
        assertProblem(closed, 409, "quiet_hours");
    }

    /** The one takes the number first and then the address, the other the other way round: each waits for the other. */
    @Test
    void opensOneConversationWhenTwoOperatorsWriteToANewCustomerAtOnceByTextAndByMail() throws Exception {
        Tenant tenant = world.tenant(settings ->
                ((ObjectNode) settings.at("/channels_config/email")).put("from", "shop@both-at-once.example"));
        String customer = "{\"phone\":\"+33614000022\",\"email\":\"both@once.example\"}";
        List<Reply> replies = new ArrayList<>();
        world.database()
                .execute(
                        """
                        create function test_second_address() returns trigger language plpgsql as $$
                        begin
                          if exists (select from omni_contact_addresses where contact_id = new.contact_id) then
                            perform pg_advisory_xact_lock_shared(4711);
                          end if;
                          return new;
                        end $$;
                        create trigger test_second_address before insert on omni_contact_addresses
                          for each row execute function test_second_address()""");
        try (Connection other = world.connect();
                Statement hold = other.createStatement();
                ExecutorService operators = Executors.newVirtualThreadPerTaskExecutor()) {
            hold.execute("select pg_advisory_lock(4711)");
            List<Future<Reply>> writing = Stream.of("sms", "email")
                    .map(channel -> operators.submit(() -> open(tenant, customer, channel, "Bonjour")))
                    .toList();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(world.database()
                            .queryForObject(
                                    "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711"
                                            + " and not granted",
                                    Long.class))
                    .isEqualTo(2));
            hold.execute("select pg_advisory_unlock_all()");
            for (Future<Reply> reply : writing) {
                replies.add(reply.get());
            }
        } finally {
            world.database().execute("drop function test_second_address() cascade");
        }

        assertThat(replies).extracting(Reply::status).as(replies.toString()).containsExactlyInAnyOrder(201, 200);
        assertThat(world.count("omni_contacts", tenant)).isEqualTo(1);
        assertThat(world.count("omni_conversations", tenant)).isEqualTo(1);
    }

    @Test
    void wantsToKnowTheTenant() {
        assertProblem(client.post("/conversations", "{}"), 400, "tenant_required");
    }

    private Reply openShowing(Tenant tenant, String phone) {
        return client.post(
                "/conversations",
                "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"phone\":\"" + phone
                        + "\"},\"channel\":\"whatsapp\","
                        + "\"content\":\"Voici.\",\"media\":[\"https://example.com/1.jpg\",\"https://example.com/2.jpg\"]}");
    }

    private Reply open(Tenant tenant, String customer, String channel, String content) {
        return client.post(
                "/conversations",
                "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":" + customer + ",\"channel\":\"" + channel
                        + "\",\"content\":\"" + content + "\"}");
    }
}
