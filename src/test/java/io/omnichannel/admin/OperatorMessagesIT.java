package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorMessagesIT extends OperatorStory {

    private static final String PICTURE = "https://example.com/cake.jpg?size=1&of=a+b";
    private static final String DOCUMENT = "https://example.com/invoice.pdf";

    @Test
    void writesAsAHumanOnTheConversationsChannel() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);

        Reply reply = client.post(
                "/conversations/" + id + "/messages",
                "{\"content\":\"Votre colis part demain.\",\"tenantId\":\"" + tenant.id() + "\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(reply.json().get("success").asBoolean()).isTrue();
        assertThat(reply.json().get("channel").asText()).isEqualTo("sms");
        RestMessage received = phone.await(2, PATIENCE).getLast();
        assertThat(received.body()).isEqualTo("Votre colis part demain.");
        assertThat(received.from()).isEqualTo(tenant.number());
        await().untilAsserted(() -> {
            JsonNode message = shown(id).at("/messages/2");
            assertThat(message.get("id")).isEqualTo(reply.json().get("id"));
            assertThat(message.get("sender_role").asText()).isEqualTo("human");
            assertThat(message.get("direction").asText()).isEqualTo("outbound");
            assertThat(message.at("/details/delivery/status").asText()).isEqualTo("delivered");
            assertThat(message.at("/details/segments").asInt()).isEqualTo(1);
        });
    }

    @Test
    void writesALongTextInPartsAndInOrder() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);

        write(id, "word ".repeat(700).strip());

        List<RestMessage> parts = phone.await(4, PATIENCE).subList(1, 4);
        assertThat(String.join(" ", parts.stream().map(RestMessage::body).toList()))
                .isEqualTo("word ".repeat(700).strip());
        assertThat(shown(id).get("message_count").asInt()).isEqualTo(3);
    }

    @Test
    void sendsMediaByTextTogetherAndShowsThemInTheTimeline() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);

        Reply reply = show(id, "\"content\":\"Voici.\",\"media\":[\"" + PICTURE + "\",\"" + DOCUMENT + "\"]");
        show(id, "\"media\":[\"" + PICTURE + "\"]");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        List<RestMessage> received = phone.await(3, PATIENCE);
        assertThat(received.get(1).body()).isEqualTo("Voici.");
        assertThat(received.get(1).mediaUrls()).containsExactly(PICTURE, DOCUMENT);
        assertThat(received.get(2).body()).isEmpty();
        assertThat(received.get(2).mediaUrls()).containsExactly(PICTURE);
        await().untilAsserted(() -> {
            JsonNode message = shown(id).at("/messages/2");
            assertThat(message.at("/details/media").findValuesAsText("url")).containsExactly(PICTURE, DOCUMENT);
            assertThat(message.at("/details/delivery/status").asText()).isEqualTo("delivered");
            assertThat(shown(id).at("/messages/3/content").asText()).isEmpty();
            assertThat(shown(id).at("/messages/3/details/delivery/status").asText())
                    .isEqualTo("delivered");
        });
        assertThat(phone.received()).hasSize(3);
    }

    @Test
    void sendsMediaByWhatsappOneAMessageBehindTheWords() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone whatsapp = twilio.whatsapp(phone().wire());
        String id = talk(tenant, whatsapp);

        Reply reply = show(id, "\"content\":\"Voici.\",\"media\":[\"" + PICTURE + "\",\"" + DOCUMENT + "\"]");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        List<RestMessage> received = whatsapp.await(4, PATIENCE);
        assertThat(received.subList(1, 4))
                .extracting(RestMessage::body, RestMessage::mediaUrls)
                .containsExactly(tuple("Voici.", List.of()), tuple("", List.of(PICTURE)), tuple("", List.of(DOCUMENT)));
        await().untilAsserted(() -> {
            JsonNode details = shown(id).at("/messages/2/details");
            assertThat(details.at("/media").findValuesAsText("url")).containsExactly(PICTURE, DOCUMENT);
            assertThat(details.at("/delivery/status").asText()).isEqualTo("read");
            assertThat(details.path("sent_as").asText()).isEqualTo("text");
        });
        assertThat(whatsapp.received()).hasSize(4);
    }

    @Test
    void refusesMediaWhereTheConversationIsOneOfMails() {
        Tenant tenant = world.tenant(
                settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", "shop@media.example"));
        String id = client.post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"email\":\"ann@media.example\"},"
                                + "\"channel\":\"email\",\"content\":\"Votre commande\"}")
                .json()
                .get("conversationId")
                .asText();

        Reply reply = show(id, "\"content\":\"Voici.\",\"media\":[\"" + PICTURE + "\"]");

        assertProblem(reply, 400, "invalid_request");
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("media");
        assertThat(reply.json().at("/errors/0/message").asText()).contains("sms and whatsapp only");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(1);
    }

    @Test
    void movesToTheChannelThatIsNamed() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        SimulatedPhone whatsapp = twilio.whatsapp(phone.wire());
        String id = talk(tenant, phone);
        whatsapp.send(tenant.number(), "Ici aussi");
        whatsapp.await(1, PATIENCE);

        Reply reply = client.post("/conversations/" + id + "/messages", "{\"content\":\"Bien.\",\"channel\":\"sms\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(phone.await(2, PATIENCE).getLast().body()).isEqualTo("Bien.");
        JsonNode conversation = shown(id);
        assertThat(conversation.get("current_channel").asText()).isEqualTo("sms");
        assertThat(conversation.at("/channel_switches/0/from").asText()).isEqualTo("whatsapp");
        assertThat(conversation.at("/channel_switches/0/by").asText()).isEqualTo("operator");
    }

    @Test
    void writesToACustomerWhomOnlyWhatsappKnows() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone whatsapp = twilio.whatsapp("FR.1234567890");
        String id = talk(tenant, whatsapp);

        assertThat(write(id, "Bonjour à vous").status()).isEqualTo(202);

        assertThat(whatsapp.await(2, PATIENCE).getLast().body()).isEqualTo("Bonjour à vous");
    }

    @Test
    void answersAMailInItsThread() {
        Tenant tenant = world.tenant(
                settings -> ((ObjectNode) settings.at("/channels_config/email")).put("from", "shop@thread.example"));
        String id = client.post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"email\":\"ann@example.com\"},"
                                + "\"channel\":\"email\",\"content\":\"Votre commande\"}")
                .json()
                .get("conversationId")
                .asText();
        world.database()
                .update(
                        "with c as (update omni_conversations set last_seq = last_seq + 1 where id = ?::uuid returning *)"
                                + " insert into omni_messages (tenant_id, id, conversation_id, seq, channel, direction,"
                                + " sender_role, content, details) select tenant_id, ?, id, last_seq, 'email', 'inbound',"
                                + " 'customer', 'Merci', ?::jsonb from c",
                        id,
                        Uuid7.next(),
                        "{\"from\":\"ann@example.com\",\"to\":\"shop@thread.example\",\"subject\":\"Re: Votre commande\","
                                + "\"message_id\":\"<2@example.com>\",\"references\":\"<1@thread.example>\"}");

        write(id, "Avec plaisir");

        assertThat(world.database()
                        .queryForMap(
                                "select payload ->> 'subject' as subject, payload ->> 'in_reply_to' as answers,"
                                        + " payload ->> 'references' as thread from omni_outbox where tenant_id = ?"
                                        + " order by position desc limit 1",
                                tenant.id()))
                .containsEntry("subject", "Re: Votre commande")
                .containsEntry("answers", "<2@example.com>")
                .containsEntry("thread", "<1@thread.example>");
    }

    @Test
    void writesFromTheNumberThatWasWrittenToLast() {
        Tenant tenant = world.tenant(settings -> {});
        String second = tenant.number().replace("+33188", "+33189");
        world.database()
                .update(
                        "insert into omni_phone_mappings (tenant_id, id, phone_number) values (?, ?, ?)",
                        tenant.id(),
                        Uuid7.next(),
                        second);
        SimulatedPhone phone = phone();
        phone.send(second, "Bonjour");
        phone.await(1, PATIENCE);

        write(world.conversation(tenant), "Bonjour à vous");

        assertThat(phone.await(2, PATIENCE).getLast().from()).isEqualTo(second);
    }

    @Test
    void keepsTheOperatorsBudgetApartFromTheAgents() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.get("limits")).put("operator_messages_per_day", 2));
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);

        write(id, "Message 0");
        write(id, "Message 1");
        assertProblem(write(id, "Message 2"), 409, "over_budget");
        phone.send(tenant.number(), "Encore là ?");

        assertThat(phone.await(4, PATIENCE))
                .extracting(RestMessage::body)
                .containsExactly("You said: Bonjour", "Message 0", "Message 1", "You said: Encore là ?");
        assertProblem(
                client.post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"phone\":\"" + phone.wire()
                                + "\"},\"channel\":\"sms\",\"content\":\"Message 3\"}"),
                409,
                "over_budget");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(6);
    }

    @Test
    void sendsNoHalfMessages() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.get("limits")).put("operator_messages_per_day", 2));
        String id = talk(tenant, phone());

        assertProblem(write(id, "word ".repeat(700).strip()), 409, "over_budget");
        assertThat(write(id, "word ".repeat(300).strip()).status()).isEqualTo(202);
    }

    @Test
    void saysThatWhatsappsWindowIsClosedWhereNoTextCanGo() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/sms")).put("enabled", false));
        SimulatedPhone whatsapp = twilio.whatsapp("FR.1234567891");
        String id = talk(tenant, whatsapp);
        assertThat(write(id, "Bonjour à vous").status()).isEqualTo(202);

        world.database()
                .update(
                        "update omni_messages set created_at = created_at - interval '25 hours',"
                                + " details = details - 'date_sent' where tenant_id = ?",
                        tenant.id());

        assertProblem(write(id, "Encore nous"), 409, "window_closed");
        assertProblem(
                client.post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"phone\":\"+33614009999\"},"
                                + "\"channel\":\"whatsapp\",\"content\":\"a\"}"),
                409,
                "window_closed");
    }

    @Test
    void takesWhatGoesByMailWhereWhatsappsWindowIsClosed() {
        Tenant tenant = world.tenant(settings -> {
            ((ObjectNode) settings.at("/channels_config/sms")).put("enabled", false);
            ((ObjectNode) settings.at("/channels_config/email")).put("from", "parcels@shop.example");
        });
        String id = talk(tenant, twilio.whatsapp("FR.1234567892"));
        world.database()
                .update(
                        "update omni_messages set created_at = created_at - interval '25 hours',"
                                + " details = details - 'date_sent' where tenant_id = ?",
                        tenant.id());
        assertProblem(write(id, "Votre colis est arrivé"), 409, "window_closed");
        world.database()
                .update(
                        "insert into omni_contact_addresses (tenant_id, id, contact_id, kind, address)"
                                + " select tenant_id, gen_random_uuid(), contact_id, 'email', 'lea@client.example'"
                                + " from omni_conversations where tenant_id = ?",
                        tenant.id());

        assertThat(write(id, "Votre colis est arrivé").status()).isEqualTo(202);

        assertThat(twilio.mail().ledger().awaitSentTo("lea@client.example", 1, PATIENCE))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Votre colis est arrivé"));
    }

    @Test
    void leavesTheAgentsBudgetToTheAgent() {
        Tenant tenant = world.tenant(settings -> ((ObjectNode) settings.get("limits")).put("messages_per_day", 1));
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);

        write(id, "Un");
        write(id, "Deux");

        assertThat(phone.await(3, PATIENCE)).hasSize(3);
        assertThat(count(tenant, "suppressed")).isZero();
    }

    @Test
    void sendsNothingToWhoeverWantsNoMore() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = phone();
        String id = talk(tenant, phone);
        phone.send(tenant.number(), "ARRET");
        phone.await(2, PATIENCE);

        assertProblem(write(id, "Une dernière chose"), 409, "opted_out");
        assertProblem(
                client.post(
                        "/conversations",
                        "{\"tenantId\":\"" + tenant.id() + "\",\"customer\":{\"phone\":\"" + phone.wire()
                                + "\"},\"channel\":\"sms\",\"content\":\"Une dernière chose\"}"),
                409,
                "opted_out");
        assertThat(phone.received()).hasSize(2);
    }

    @Test
    void saysWhyAMessageCannotBeSent() {
        Tenant tenant =
                world.tenant(settings -> ((ObjectNode) settings.at("/channels_config/whatsapp")).put("enabled", false));
        String id = talk(tenant, phone());

        assertProblem(
                client.post("/conversations/" + id + "/messages", "{\"content\":\"a\",\"channel\":\"whatsapp\"}"),
                409,
                "channel_off");
        assertProblem(
                client.post("/conversations/" + id + "/messages", "{\"content\":\"a\",\"channel\":\"email\"}"),
                409,
                "no_address");
        world.database().update("update omni_phone_mappings set channels = '{voice}' where tenant_id = ?", tenant.id());
        assertProblem(client.post("/conversations/" + id + "/messages", "{\"content\":\"a\"}"), 409, "no_sender");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | content",
                "{\"content\":\"  \"}                      | content",
                "{\"content\":7}                           | content",
                "{\"media\":[]}                            | media",
                "{\"content\":\"a\",\"media\":[\"x.jpg\"]} | media[0]",
                "{\"content\":\" \",\"media\":[\"https://example.com/a.jpg\"]} | content",
                "{\"content\":\"a\",\"media\":[\"https://example.com/a.jpg\"],\"channel\":\"email\"} | media",
                "{\"content\":\"a\",\"media\":[\"https://example.com/a.jpg\"],\"channel\":\"voice\"} | channel",
                "{\"content\":\"a\",\"channel\":\"voice\"} | channel",
                "{\"content\":\"a\",\"chanel\":\"sms\"}    | chanel",
                "{\"content\":\"a\",\"tenantId\":\"a b\"}  | tenantId"
            })
    void refusesWhatIsWrong(String body, String field) {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, phone());

        Reply reply = client.post("/conversations/" + id + "/messages", body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo(field);
        assertThat(world.count("omni_messages", tenant)).isEqualTo(2);
    }

    @Test
    void takesFiveThousandCharactersAndNoMore() {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, phone());

        assertThat(write(id, "é".repeat(5_000)).status()).isEqualTo(202);
        assertThat(write(id, "é".repeat(5_001)).status()).isEqualTo(400);
    }

    @Test
    void hidesConversationsOfOthers() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        String path = "/conversations/" + talk(tenant, phone()) + "/messages";

        assertProblem(client.post(path + "?tenantId=" + other.id(), "{\"content\":\"a\"}"), 404, "not_found");
        assertProblem(client.post(path, "{\"content\":\"a\",\"tenantId\":\"" + other.id() + "\"}"), 404, "not_found");
        assertProblem(
                client.with("Authorization", "Bearer wrong").post(path, "{\"content\":\"a\"}"), 401, "unauthorized");
        assertThat(world.count("omni_messages", tenant)).isEqualTo(2);
    }

    private String talk(Tenant tenant, SimulatedPhone phone) {
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        return world.conversation(tenant);
    }

    private Reply show(String id, String fields) {
        return client.post("/conversations/" + id + "/messages", "{" + fields + "}");
    }

    private Reply write(String id, String content) {
        return client.post("/conversations/" + id + "/messages", "{\"content\":\"" + content + "\"}");
    }

    private long count(Tenant tenant, String status) {
        return world.database()
                .queryForObject(
                        "select count(*) from omni_outbox where tenant_id = ? and status = ? and kind = 'operator'",
                        Long.class,
                        tenant.id(),
                        status);
    }
}
