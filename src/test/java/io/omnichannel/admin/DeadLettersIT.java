package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What could not be sent or read, over HTTP. */
class DeadLettersIT extends OperatorStory {

    @Test
    void saysWhatCouldNotBeSentAndWhy() {
        Tenant tenant = world.tenant(settings -> {});
        twilio.phone("+331235").send(tenant.number(), "Bonjour");

        JsonNode letter = only(tenant);

        assertThat(letter.get("direction").asText()).isEqualTo("outbound");
        assertThat(letter.get("status").asText()).isEqualTo("dead");
        assertThat(letter.get("error_code").asText()).isEqualTo("21211");
        assertThat(letter.get("reason").asText()).isEqualTo("The customer's number is not a telephone number");
        assertThat(letter.get("channel").asText()).isEqualTo("sms");
        assertThat(letter.toString()).doesNotContain("+331235");
        String conversation = letter.get("conversation_id").asText();
        JsonNode message = client.get("/conversations/" + conversation).json().at("/conversation/messages/1");
        assertThat(message.get("id").asText())
                .isEqualTo(letter.get("message_id").asText());
        assertThat(message.at("/details/delivery/error_code").asText()).isEqualTo("21211");
    }

    @Test
    void sendsOneAgainAndOnlyOnce() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = dead(tenant, "+33655000001");
        String id = only(tenant).get("id").asText();

        assertThat(client.post("/dead-letters/" + id + "/replay", "").status()).isEqualTo(202);
        assertThat(client.post("/dead-letters/" + id + "/replay", "").status()).isEqualTo(202);

        phone.await(2, PATIENCE);
        await().untilAsserted(() -> assertThat(statuses(tenant)).containsExactly("replayed", "delivered"));
        assertThat(phone.received()).hasSize(2);
        assertThat(letters(tenant)).isEmpty();
    }

    @Test
    void asksTheCustomersConsentAgain() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = dead(tenant, "+33655000002");
        String id = only(tenant).get("id").asText();
        phone.send(tenant.number(), "STOP");

        client.post("/dead-letters/" + id + "/replay", "");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(statuses(tenant)).containsExactly("replayed", "suppressed"));
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void keepsWhatCannotBeReadUntilSomebodyHasSeenIt() {
        Tenant tenant = world.tenant(settings -> {});
        SimulatedPhone phone = twilio.phone("+33655000003");
        twilio.deliver(phone.write(tenant.number(), "Bonjour").with("MessageSid", "XX1"));

        JsonNode letter = only(tenant);
        assertThat(letter.get("direction").asText()).isEqualTo("inbound");
        assertThat(letter.get("reason").asText()).isEqualTo("could not be read: MessageSid");
        String path = "/dead-letters/" + letter.get("id").asText();
        assertThat(client.post(path + "/replay", "").status()).isEqualTo(409);
        assertThat(client.delete(path).status()).isEqualTo(200);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(letters(tenant)).isEmpty();
        assertThat(world.count("omni_messages", tenant)).isEqualTo(1);
    }

    @Test
    void hidesThemFromOtherTenants() {
        Tenant tenant = world.tenant(settings -> {});
        Tenant other = world.tenant(settings -> {});
        dead(tenant, "+33655000004");
        String path = "/dead-letters/" + only(tenant).get("id").asText();

        assertThat(letters(other)).isEmpty();
        assertThat(client.post(path + "/replay?tenantId=" + other.id(), "").status())
                .isEqualTo(404);
        assertThat(client.post(path + "/replay", "{\"tenantId\":\"" + other.id() + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(client.post(path + "/replay", "{\"tenant\":\"x\"}").status()).isEqualTo(400);
        assertThat(client.delete(path + "?tenantId=" + other.id()).status()).isEqualTo(404);
        assertThat(client.delete("/dead-letters/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(client.delete("/dead-letters/none").status()).isEqualTo(404);
        assertThat(client.delete(path + "?tenantId=" + tenant.id()).status()).isEqualTo(200);
        assertThat(statuses(tenant)).containsExactly("discarded");
    }

    @Test
    void pagesThroughThemNewestFirst() {
        Tenant tenant = world.tenant(settings -> {});
        for (int i = 0; i < 5; i++) {
            dead(tenant, "+3365500010" + i);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get("/dead-letters?limit=2&tenantId=" + tenant.id() + next)
                    .json();
            page.get("dead_letters").forEach(letter -> seen.add(letter.get("id").asText()));
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asText();
        } while (!next.isEmpty());

        List<String> all = new ArrayList<>();
        letters(tenant).forEach(letter -> all.add(letter.get("id").asText()));
        assertThat(seen).hasSize(5).doesNotHaveDuplicates().containsExactlyElementsOf(all);
        assertThat(client.get("/dead-letters?limit=0").status()).isEqualTo(400);
        assertThat(client.get("/dead-letters?after=nonsense").status()).isEqualTo(400);
        assertThat(client.get("/dead-letters").json().get("success").asBoolean())
                .isTrue();
    }

    /** Somebody was answered, and it counts as if it had come too late. */
    private SimulatedPhone dead(Tenant tenant, String number) {
        SimulatedPhone phone = twilio.phone(number);
        phone.send(tenant.number(), "Bonjour");
        phone.await(1, PATIENCE);
        await().until(() -> statuses(tenant).getLast().equals("delivered"));
        world.database()
                .update(
                        "update omni_outbox set status = 'dead', error_code = 'expired', updated_at = now()"
                                + " where tenant_id = ? and status = 'delivered'",
                        tenant.id());
        return phone;
    }

    private JsonNode only(Tenant tenant) {
        await().atMost(PATIENCE).until(() -> letters(tenant).size() == 1);
        return letters(tenant).get(0);
    }

    private JsonNode letters(Tenant tenant) {
        return client.get("/dead-letters?tenantId=" + tenant.id()).json().get("dead_letters");
    }

    private List<String> statuses(Tenant tenant) {
        return world.database()
                .queryForList(
                        "select status from omni_outbox where tenant_id = ? order by position",
                        String.class,
                        tenant.id());
    }
}
