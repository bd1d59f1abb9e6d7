package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class PhoneMappingsIT {

    @LocalServerPort
    int port;

    private AdminClient client;

    @BeforeEach
    void connect() {
        client = new AdminClient(port);
    }

    @Test
    void givesANumberToATenantWithTheUsualChannels() {
        Reply added = add("acme", "01 99 10 00 01", "");

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().get("warnings").findValuesAsText("code")).containsExactly("config_missing");
        JsonNode mapping = added.json().get("phone_mapping");
        assertThat(mapping.get("phone_number").asText()).isEqualTo("+33199100001");
        assertThat(mapping.get("tenant_id").asText()).isEqualTo("acme");
        assertThat(mapping.get("channels")).extracting(JsonNode::asText).containsExactly("voice", "sms", "whatsapp");
        assertThat(client.get("/phone-mappings?tenantId=acme")
                        .json()
                        .get("phone_mappings")
                        .get(0)
                        .toString())
                .isEqualTo(mapping.toString());
    }

    @Test
    void readsNumbersInTheTenantsRegion() {
        client.put("/agent/config", "{\"tenantId\":\"london\",\"region\":\"GB\",\"voice_language\":\"en-GB\"}");

        Reply added = add("london", "020 7946 0018", "");

        assertThat(added.json().at("/phone_mapping/phone_number").asText()).isEqualTo("+442079460018");
        assertThat(added.json().get("warnings")).isEmpty();
    }

    @Test
    void givesANumberToOneTenantOnly() {
        add("owner-of-it", "+33199100002", "");

        Reply second = add("second", "+33 1 99 10 00 02", "");
        Reply again = add("owner-of-it", "+33199100002", "");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("code").asText()).isEqualTo("number_taken");
        assertThat(second.text()).doesNotContain("owner-of-it");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void takesANumberAwayOnce() {
        String id = add("leaver", "+33199100003", "").json().get("id").asText();

        assertThat(client.delete("/phone-mappings/" + id + "?tenantId=other").status())
                .isEqualTo(404);
        assertThat(client.delete("/phone-mappings/" + id).status()).isEqualTo(200);
        assertThat(client.delete("/phone-mappings/" + id).status()).isEqualTo(404);
        assertThat(add("newcomer", "+33199100003", "").status()).isEqualTo(201);
    }

    @Test
    void pagesThroughAllNumbersOnce() {
        for (int i = 0; i < 7; i++) {
            add("pages-" + (i % 2), "+3319920000" + i, "");
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get("/phone-mappings?limit=2" + next).json();
            assertThat(page.get("phone_mappings").size()).isLessThanOrEqualTo(2);
            page.get("phone_mappings")
                    .forEach(mapping -> seen.add(mapping.get("id").asText()));
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asText();
        } while (!next.isEmpty());

        JsonNode all = client.get("/phone-mappings?limit=100").json();
        List<String> ids = new ArrayList<>();
        all.get("phone_mappings").forEach(mapping -> ids.add(mapping.get("id").asText()));
        assertThat(seen).doesNotHaveDuplicates().containsExactlyElementsOf(ids);
        assertThat(client.get("/phone-mappings?tenantId=pages-1").json().get("phone_mappings"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tenantId\":\"t\"}                                                              | phone_number",
                "{\"tenantId\":\"t\",\"phone_number\":\"36200\"}                                   | phone_number",
                "{\"tenantId\":\"t\",\"phone_number\":\"whatsapp:+33199100009\"}                   | phone_number",
                "{\"phone_number\":\"+33199100009\"}                                               | tenantId",
                "{\"tenantId\":\"t\",\"phone_number\":\"+33199100009\",\"channels\":[]}            | channels",
                "{\"tenantId\":\"t\",\"phone_number\":\"+33199100009\",\"channels\":[\"email\"]}   | channels",
                "{\"tenantId\":\"t\",\"phone_number\":\"+33199100009\",\"account_sid\":\"AC1\"}    | account_sid",
                "{\"tenantId\":\"t\",\"phone_number\":\"+33199100009\",\"chanels\":[\"sms\"]}      | chanels"
            })
    void refusesWhatIsWrong(String body, String field) {
        Reply reply = client.post("/phone-mappings", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    private Reply add(String tenant, String number, String more) {
        return client.post(
                "/phone-mappings", "{\"phone_number\":\"" + number + "\",\"tenantId\":\"" + tenant + "\"" + more + "}");
    }
}
