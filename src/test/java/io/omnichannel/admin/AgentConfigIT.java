package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class AgentConfigIT {

    @LocalServerPort
    int port;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient database;

    private AdminClient client;

    @BeforeEach
    void connect() {
        client = new AdminClient(port);
    }

    @Test
    void takesTheContractsCurlAsPrintedAndFillsInTheDefaults() throws Exception {
        Reply put = client.put(
                "/agent/config",
                "{\"tenantId\":\"tenant_demo_001\",\"agent_name\":\"Sara\",\"voice_provider\":\"elevenlabs\","
                        + "\"voice_id\":\"pNInz6obpgDQGcFmaJgB\"}");
        Reply get = client.get("/agent/config?tenantId=tenant_demo_001");

        assertThat(put.status()).as(put.text()).isEqualTo(201);
        assertThat(put.json().get("success").asBoolean()).isTrue();
        assertThat(put.json().get("configId").asText())
                .isEqualTo(put.json().at("/config/id").asText());
        assertThat(put.json().get("warnings").findValuesAsText("code")).isSubsetOf("voice_unchecked");
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.json().get("config")).isEqualTo(put.json().get("config"));
        AgentSettings settings = json.treeToValue(get.json().get("config"), AgentSettings.class);
        assertThat(settings.greetingMessage()).isEqualTo("Bonjour, je suis {agent_name}, votre assistante virtuelle.");
        assertThat(settings.lifetimes()).isEqualTo(AgentDefaults.settings().lifetimes());
        assertThat(settings.tools()).isEqualTo(AgentDefaults.BUILT_IN_TOOLS);
        assertThat(get.json().at("/config/phone_number").isNull()).isTrue();
        assertThat(get.json().at("/config/updated_at").asText()).endsWith("Z");
    }

    @Test
    void givesAWholeDocumentBackAndTakesWhatItGave() throws Exception {
        String original = resource("whole-config.json");

        Reply put = client.put("/agent/config", original);
        JsonNode shown =
                client.get("/agent/config?tenantId=tenant_original").json().get("config");
        Reply again = client.put("/agent/config", shown.toString());

        assertThat(put.status()).as(put.text()).isEqualTo(201);
        ObjectNode sent = (ObjectNode) json.readTree(original);
        sent.remove("tenantId");
        assertThat(includes(shown, sent)).as(shown + " includes " + sent).isTrue();
        assertThat(put.json().get("warnings"))
                .extracting(warning -> warning.get("field").asText())
                // Without voice_id once the catalogue is in memory: the doubles have this voice.
                .contains("voice_settings.style", "voice_settings.use_speaker_boost", "voice_settings.model_id");
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(settingsOf(again.json().get("config"))).isEqualTo(settingsOf(shown));
    }

    @Test
    void replacesWholly() {
        client.put("/agent/config", "{\"tenantId\":\"whole\",\"agent_name\":\"Max\",\"system_prompt\":\"Be brief\"}");

        Reply put = client.put("/agent/config", "{\"tenantId\":\"whole\",\"voice_language\":\"en-GB\"}");

        assertThat(put.status()).isEqualTo(200);
        assertThat(put.json().at("/config/agent_name").asText()).isEqualTo("Sara");
        assertThat(put.json().at("/config/system_prompt").isNull()).isTrue();
        assertThat(put.json().at("/config/fallback_message").asText()).doesNotContain("compris");
        assertThat(put.json().at("/config/version").asInt()).isEqualTo(2);
        assertThat(put.json().get("warnings")).isEmpty();
    }

    @Test
    void namesWhatAReplacementTookAway() {
        client.put(
                "/agent/config",
                "{\"tenantId\":\"taken\",\"transfer_number\":\"+33199000009\",\"channels_config\":{\"email\":{\"from\":\"a@taken.example\"}}}");

        Reply put = client.put("/agent/config", "{\"tenantId\":\"taken\"}");
        Reply again = client.put("/agent/config", "{\"tenantId\":\"taken\"}");

        assertThat(put.json().get("warnings").findValuesAsText("field"))
                .containsExactly("transfer_number", "channels_config.email.from");
        assertThat(put.text()).contains("a@taken.example");
        assertThat(again.json().get("warnings")).isEmpty();
    }

    @Test
    void namesAToolThatIsNotThere() {
        Reply put = client.put(
                "/agent/config", "{\"tenantId\":\"tooled\",\"tools\":[\"remember\",\"openning_hours\",\"zzz\"]}");

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.json().get("warnings").findValuesAsText("code")).containsExactly("tool_unknown", "tool_unknown");
        assertThat(put.json().at("/warnings/0/message").asText()).contains("did you mean opening_hours?");
    }

    @Test
    void saysOneThingAboutATenantThatIsNoText() {
        Reply put = client.put("/agent/config", "{\"tenantId\":5}");

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.json().get("errors")).hasSize(1);
    }

    @Test
    void namesAFieldThatComesTwice() {
        Reply put = client.put("/agent/config", "{\"tenantId\":\"twice\",\"agent_name\":\"A\",\"agent_name\":\"B\"}");

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.json().get("detail").asText()).contains("the field agent_name comes twice");
    }

    @Test
    void letsOnlyOneOfTwoWritersReplaceTheVersionBothSaw() {
        String tag = client.put("/agent/config", "{\"tenantId\":\"seen\"}").header("ETag");
        AdminClient conditional = client.with("If-Match", tag);

        Reply first = conditional.put("/agent/config", "{\"tenantId\":\"seen\",\"agent_name\":\"First\"}");
        Reply second = conditional.put("/agent/config", "{\"tenantId\":\"seen\",\"agent_name\":\"Second\"}");
        Reply now = client.get("/agent/config?tenantId=seen");

        assertThat(tag).matches("\"[^\"]+\"");
        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().get("code").asText()).isEqualTo("version_changed");
        assertThat(now.json().at("/config/agent_name").asText()).isEqualTo("First");
        assertThat(now.header("ETag")).isEqualTo(first.header("ETag")).isNotEqualTo(tag);
        assertThat(client.with("If-Match", "\"other\", " + now.header("ETag"))
                        .put("/agent/config", "{\"tenantId\":\"seen\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "W/" + now.header("ETag"))
                        .put("/agent/config", "{\"tenantId\":\"seen\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void makesOnlyWhatIsNotThereYet() {
        AdminClient once = client.with("If-None-Match", "*");

        assertThat(once.put("/agent/config", "{\"tenantId\":\"once\"}").status())
                .isEqualTo(201);
        Reply again = once.put("/agent/config", "{\"tenantId\":\"once\",\"agent_name\":\"Second\"}");

        assertThat(again.status()).isEqualTo(412);
        assertThat(again.json().get("code").asText()).isEqualTo("config_exists");
        assertThat(client.get("/agent/config?tenantId=once")
                        .json()
                        .at("/config/version")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void makesNothingWhenAConditionNamesWhatIsNotThere() {
        Reply put = client.with("If-Match", "*").put("/agent/config", "{\"tenantId\":\"nobody\"}");

        assertThat(put.status()).isEqualTo(412);
        assertThat(client.get("/agent/config?tenantId=nobody").status()).isEqualTo(404);
    }

    @Test
    void neverShowsAKeyAndKeepsItForTheAddressItWasGivenFor() {
        String model = "{\"tenantId\":\"keyed\",\"llm\":{\"base_url\":\"https://llm.example/v1\",\"model\":\"m\"%s}}";

        Reply given = client.put("/agent/config", model.formatted(",\"api_key\":\"sk-secret\""));
        Reply kept = client.put("/agent/config", model.formatted(""));
        String afterKept = secrets("keyed");
        Reply moved = client.put("/agent/config", model.formatted("").replace("llm.example", "other.example"));

        assertThat(given.text() + client.get("/agent/config?tenantId=keyed").text())
                .doesNotContain("sk-secret");
        assertThat(given.json().get("warnings")).isEmpty();
        assertThat(kept.json().get("warnings")).isEmpty();
        assertThat(afterKept).contains("sk-secret");
        assertThat(moved.json().at("/warnings/0/code").asText()).isEqualTo("llm_key_missing");
        assertThat(secrets("keyed")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://10.0.0.7/v1, true",
        "https://169.254.169.254/v1, true",
        "https://[::1]:8443/v1, true",
        "https://localhost:8000/v1, true",
        "https://vllm/v1, true",
        "http://llm.example.com/v1, true",
        "https://llm.example.com/v1, false",
        "https://9.9.9.9/v1, false"
    })
    void warnsOfAModelThatWillNotBeAsked(String address, boolean refused) {
        Reply put = client.put(
                "/agent/config",
                "{\"tenantId\":\"modelled\",\"llm\":{\"base_url\":\"" + address
                        + "\",\"model\":\"m\",\"api_key\":\"k\"}}");

        assertThat(put.status()).isLessThan(300);
        assertThat(put.json().get("warnings").findValuesAsText("code").contains("llm_address_refused"))
                .isEqualTo(refused);
    }

    @Test
    void warnsOfALimitInMoneyWhereNothingHasAPrice() {
        Reply put = client.put("/agent/config", "{\"tenantId\":\"thrifty\",\"limits\":{\"cost_per_day\":2.5}}");

        assertThat(put.status()).isLessThan(300);
        assertThat(put.json().get("warnings").findValuesAsText("code")).contains("limit_without_price");
        assertThat(client.get("/agent/config?tenantId=thrifty")
                        .json()
                        .at("/config/limits/cost_per_day")
                        .asDouble())
                .isEqualTo(2.5);
    }

    @Test
    void dropsTheKeyWithTheModel() {
        client.put("/agent/config", "{\"tenantId\":\"dropped\",\"llm\":{\"model\":\"m\",\"api_key\":\"sk-secret\"}}");

        client.put("/agent/config", "{\"tenantId\":\"dropped\",\"llm\":null}");

        assertThat(secrets("dropped")).isEqualTo("{}");
    }

    @Test
    void givesAMailAddressToOneTenantOnly() {
        String mail = "{\"tenantId\":\"%s\",\"channels_config\":{\"email\":{\"from\":\"%s\"}}}";

        Reply first = client.put("/agent/config", mail.formatted("mail-a", "Hello@Example.com"));
        Reply second = client.put("/agent/config", mail.formatted("mail-b", "hello@example.COM"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().at("/config/channels_config/email/from").asText())
                .isEqualTo("hello@example.com");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("code").asText()).isEqualTo("mail_address_taken");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        Reply put = client.put(
                "/agent/config",
                "{\"tenantId\":\"not ok\",\"agent_nam\":\"Sara\",\"voice_settings\":{\"speed\":9,\"stabilty\":0.5},"
                        + "\"channels_config\":{\"sms\":{\"enable\":true}}}");

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.json().get("errors"))
                .extracting(error -> error.get("field").asText())
                .containsExactlyInAnyOrder(
                        "tenantId",
                        "agent_nam",
                        "voice_settings.speed",
                        "voice_settings.stabilty",
                        "channels_config.sms.enable");
        assertThat(put.json().get("details"))
                .extracting(JsonNode::asText)
                .contains("agent_nam: is not a known field; did you mean agent_name?");
    }

    @Test
    void makesOneConfigurationOfManyFirstOnes() throws Exception {
        List<Callable<Integer>> writers = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(i -> () -> client.put(
                                "/agent/config", "{\"tenantId\":\"crowded\",\"agent_name\":\"Agent " + i + "\"}")
                        .status())
                .toList();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : threads.invokeAll(writers)) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
        assertThat(client.get("/agent/config?tenantId=crowded")
                        .json()
                        .at("/config/version")
                        .asInt())
                .isEqualTo(16);
    }

    @Test
    void removesAConfigurationOnce() {
        client.put("/agent/config", "{\"tenantId\":\"leaving\"}");

        assertThat(client.delete("/agent/config?tenantId=leaving")
                        .json()
                        .get("success")
                        .asBoolean())
                .isTrue();
        assertThat(client.delete("/agent/config?tenantId=leaving").status()).isEqualTo(404);
        assertThat(client.get("/agent/config?tenantId=leaving").status()).isEqualTo(404);
    }

    @Test
    void wantsOneTenantNamed() {
        assertThat(client.get("/agent/config").json().get("code").asText()).isEqualTo("tenant_required");
        assertThat(client.put("/agent/config", "{}").json().get("code").asText())
                .isEqualTo("tenant_required");
        assertThat(client.put("/agent/config?tenantId=a", "{\"tenantId\":\"b\"}")
                        .json()
                        .get("code")
                        .asText())
                .isEqualTo("tenant_mismatch");
        assertThat(client.put("/agent/config", "{\"tenantId\":\"a\",\"tenant_id\":\"b\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.put("/agent/config?tenant_id=both", "{\"tenantId\":\"both\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void showsTheOldestNumberForCalls() {
        client.put("/agent/config", "{\"tenantId\":\"numbered\"}");
        client.post(
                "/phone-mappings",
                "{\"phone_number\":\"+33199000901\",\"tenantId\":\"numbered\",\"channels\":[\"sms\"]}");
        client.post("/phone-mappings", "{\"phone_number\":\"+33199000902\",\"tenantId\":\"numbered\"}");
        client.post("/phone-mappings", "{\"phone_number\":\"+33199000903\",\"tenantId\":\"numbered\"}");

        assertThat(client.get("/agent/config?tenantId=numbered")
                        .json()
                        .at("/config/phone_number")
                        .asText())
                .isEqualTo("+33199000902");
    }

    private String secrets(String tenant) {
        return database.sql("select secrets::text from omni_agent_configs where tenant_id = ?")
                .param(tenant)
                .query(String.class)
                .single();
    }

    private static JsonNode settingsOf(JsonNode config) {
        return ((ObjectNode) config.deepCopy()).without(List.of("version", "updated_at"));
    }

    private static boolean includes(JsonNode whole, JsonNode part) {
        return part.isObject()
                ? part.properties().stream()
                        .allMatch(field ->
                                whole.has(field.getKey()) && includes(whole.get(field.getKey()), field.getValue()))
                : whole.equals(part) || (part.isNumber() && whole.asDouble() == part.asDouble());
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = AgentConfigIT.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
