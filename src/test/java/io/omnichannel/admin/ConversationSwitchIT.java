package io.omnichannel.admin;

import static io.omnichannel.admin.AdminClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.rest.SimulatedPhone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operators take conversations to another channel. */
class ConversationSwitchIT extends OperatorStory {

    private SimulatedPhone phone;

    @BeforeEach
    void begin() {
        phone = phone();
    }

    @Test
    void writesByTheOtherChannelFromHereOn() {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, twilio.whatsapp(phone.wire()));

        Reply reply = post(id, "{\"to\":\"sms\",\"reason\":\"Le client n'a plus de réseau\"}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("success").asBoolean()).isTrue();
        assertThat(reply.json().get("conversationId").asText()).isEqualTo(id);
        assertThat(reply.json().get("newChannel").asText()).isEqualTo("sms");
        assertThat(reply.json().get("activeChannels").toString()).isEqualTo("[\"whatsapp\",\"sms\"]");
        JsonNode shown = shown(id);
        assertThat(shown.get("current_channel").asText()).isEqualTo("sms");
        assertThat(shown.at("/channel_switches/0/from").asText()).isEqualTo("whatsapp");
        assertThat(shown.at("/channel_switches/0/to").asText()).isEqualTo("sms");
        assertThat(shown.at("/channel_switches/0/reason").asText()).isEqualTo("Le client n'a plus de réseau");
        assertThat(shown.at("/channel_switches/0/by").asText()).isEqualTo("operator");
        assertThat(shown.at("/channel_switches/0/at").asText()).isNotBlank();
        assertThat(shown.at("/messages/2/sender_role").asText()).isEqualTo("system");
        assertThat(phone.received()).isEmpty();
        client.post("/conversations/" + id + "/messages", "{\"content\":\"Par SMS, donc.\"}");
        assertThat(phone.await(1, PATIENCE).getFirst().body()).isEqualTo("Par SMS, donc.");
    }

    @Test
    void callsTheCustomer() {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, phone);

        assertThat(post(id, "{\"to\":\"voice\"}").json().get("newChannel").asText())
                .isEqualTo("voice");

        SimulatedCall call = twilio.calls().await(phone.wire(), PATIENCE).awaitConnected();
        assertThat(call.relay().greeting()).contains("pour continuer notre conversation");
        assertThat(post(id, "{\"to\":\"voice\"}").json().get("code").asText()).isEqualTo("already_there");
        assertThat(shown(id).at("/suggested_channel/channel").asText()).isEqualTo("voice");
        assertThat(shown(id).at("/calls/0/direction").asText()).isEqualTo("outbound");
        call.hangUp();
        call.awaitEnd(PATIENCE);
    }

    @Test
    void callsOnceHoweverOftenItIsAsked() {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, phone);
        AdminClient same = client.with("Idempotency-Key", "switch-" + id);

        Reply first = same.post("/conversations/" + id + "/switch", "{\"to\":\"voice\"}");
        Reply again = same.post("/conversations/" + id + "/switch", "{\"to\":\"voice\"}");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        twilio.calls().await(phone.wire(), PATIENCE).awaitConnected().hangUp();
        assertThat(twilio.calls().all().stream().filter(made -> made.to().equals(phone.wire())))
                .hasSize(1);
        assertThat(shown(id).get("channel_switches")).hasSize(1);
    }

    @Test
    void keepsAConversationThatAHumanOwnsWithTheHuman() {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, twilio.whatsapp(phone.wire()));
        client.post("/conversations/" + id + "/takeover", "{}");

        assertThat(post(id, "{\"to\":\"sms\"}").status()).isEqualTo(200);
        assertThat(shown(id).get("owner").asText()).isEqualTo("human");
        assertProblem(post(id, "{\"to\":\"voice\"}"), 409, "human_owner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update omni_conversations set status = 'closed', closed_reason = 'operator'       | sms      | conversation_closed",
                "update omni_conversations set current_channel = 'sms'                              | sms      | already_there",
                "update omni_agent_configs set settings = jsonb_set(settings, '{channels_config,sms,enabled}', 'false') | sms | channel_off",
                "update omni_phone_mappings set channels = '{whatsapp}'                             | sms      | no_sender",
                "update omni_contact_addresses set kind = 'whatsapp'                                | sms      | no_address",
                "update omni_agent_configs set settings = jsonb_set(settings, '{channels_config,email,from}', '\"a@b.example\"') | email | no_address",
                "select 1                                                                           | email    | no_sender",
                "update omni_agent_configs set settings = jsonb_set(settings, '{limits,calls_per_day}', '0') | voice | calls_per_day",
            })
    void saysWhyNot(String change, String to, String code) {
        Tenant tenant = world.tenant(settings -> {});
        String id = talk(tenant, twilio.whatsapp(phone.wire()));
        if (change.startsWith("update")) {
            world.database().update(change + " where tenant_id = ?", tenant.id());
        }

        Reply reply = post(id, "{\"to\":\"" + to + "\"}");

        assertProblem(reply, 409, code);
        assertThat(reply.json().get("detail").asText()).isNotBlank();
        assertThat(shown(id).get("channel_switches")).isEmpty();
        assertThat(shown(id).get("messages")).hasSize(2);
    }

    @Test
    void sendsNothingToWhoeverWantsNoMore() {
        Tenant tenant = world.tenant(settings -> {});
        phone.send(tenant.number(), "STOP");
        String id = talk(tenant, twilio.whatsapp(phone.wire()));

        assertProblem(post(id, "{\"to\":\"sms\"}"), 409, "opted_out");
    }

    @Test
    void refusesAClosedWindowWithoutATemplate() {
        String id = talk(world.tenant(settings -> {}), phone);

        assertProblem(post(id, "{\"to\":\"whatsapp\"}"), 409, "window_closed");
    }

    @Test
    void disturbsNobodyInQuietHours() {
        Tenant tenant = world.tenant(
                settings -> settings.putArray("quiet_hours").add("00:00").add("24:00"));
        String id = talk(tenant, twilio.whatsapp(phone.wire()));
        assertThat(post(id, "{\"to\":\"sms\"}").status()).isEqualTo(200);
        world.database()
                .update(
                        "update omni_messages set created_at = created_at - interval '1 hour' where tenant_id = ?",
                        tenant.id());

        assertProblem(post(id, "{\"to\":\"voice\"}"), 409, "quiet_hours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                  | to",
                "{\"to\":\"fax\"}                    | to",
                "{\"to\":\"sms\",\"chanel\":\"sms\"} | chanel",
            })
    void refusesWhatIsWrong(String body, String field) {
        String id = talk(world.tenant(settings -> {}), phone);

        Reply reply = post(id, body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void hidesConversationsOfOthers() {
        Tenant other = world.tenant(settings -> {});
        String id = talk(world.tenant(settings -> {}), phone);

        assertProblem(
                client.post("/conversations/" + id + "/switch?tenantId=" + other.id(), "{\"to\":\"voice\"}"),
                404,
                "not_found");
        assertProblem(post("0190a000-0000-7000-8000-000000000000", "{\"to\":\"voice\"}"), 404, "not_found");
        assertThat(shown(id).get("channel_switches")).isEmpty();
    }

    @Test
    void suggestsWhereTheCustomerIsAndWhyNot() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone whatsapp = twilio.whatsapp(phone.wire());
        String id = talk(tenant, whatsapp);
        assertThat(suggested(id)).isEqualTo("whatsapp customer_wrote_last");

        world.database()
                .update(
                        "update omni_messages set created_at = created_at - interval '25 hours' where tenant_id = ?",
                        tenant.id());
        assertThat(suggested(id)).isEqualTo("sms window_closed");

        world.database()
                .update(
                        "update omni_agent_configs set settings = jsonb_set(settings, '{channels_config,sms,enabled}',"
                                + " 'false') where tenant_id = ?",
                        tenant.id());
        assertThat(suggested(id)).isEqualTo("voice window_closed");

        world.database()
                .update("update omni_phone_mappings set channels = '{whatsapp}' where tenant_id = ?", tenant.id());
        assertThat(shown(id).at("/suggested_channel/channel").isNull()).isTrue();
        assertThat(shown(id).at("/suggested_channel/reason").asText()).isEqualTo("no_channel");
    }

    private String suggested(String id) {
        JsonNode suggested = shown(id).get("suggested_channel");
        return suggested.get("channel").asText() + " " + suggested.get("reason").asText();
    }

    private String talk(Tenant tenant, SimulatedPhone writer) {
        int before = writer.received().size();
        writer.send(tenant.number(), "Bonjour");
        writer.await(before + 1, PATIENCE);
        await().until(() -> world.count("omni_conversations", tenant) == 1);
        return world.conversation(tenant);
    }

    private Reply post(String id, String body) {
        return client.post("/conversations/" + id + "/switch", body);
    }
}
