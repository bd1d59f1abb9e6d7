package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.Llm;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.simulator.model.ModelAnswer;
import io.omnichannel.simulator.model.ModelDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which model is asked, and with whose key. */
class ModelChoiceTest {

    private final ModelDouble servers = ModelDouble.listen(request -> ModelAnswer.of("The server's."));
    private final ModelDouble tenants = ModelDouble.listen(request -> ModelAnswer.of("The tenant's."));
    private final ModelHouse house = new ModelHouse().set("agent.give-up-after", "5s");

    @AfterEach
    void close() {
        house.close();
        servers.close();
        tenants.close();
    }

    @Test
    void answersByTheScriptWithoutAnyModel() throws InterruptedException {
        assertThat(SpokenReply.of(house.agent(), house.spoken("Who are you?")).text())
                .contains("Sara");
    }

    @Test
    void asksATenantsOwnModelFirst() throws InterruptedException {
        house.model(servers.url()).set("llm-allowed-base-urls", tenants.url());

        assertThat(answer(new Llm(tenants.url().toString(), "own"), "own-key")).isEqualTo("The tenant's.");
        assertThat(tenants.exchanges().getFirst().authorization()).isEqualTo("Bearer own-key");
        assertThat(tenants.exchanges().getFirst().request().model()).isEqualTo("own");
    }

    @Test
    void givesTheServersKeyToNoOtherAddress() throws InterruptedException {
        house.model(servers.url()).set("llm-allowed-base-urls", tenants.url());

        answer(new Llm(tenants.url().toString(), "own"), null);

        assertThat(tenants.exchanges().getFirst().authorization()).isEmpty();
    }

    @Test
    void usesTheServersAddressForATenantThatNamesAModelOnly() throws InterruptedException {
        house.model(servers.url());

        answer(new Llm(null, "other"), null);

        assertThat(servers.exchanges().getFirst().request().model()).isEqualTo("other");
        assertThat(servers.exchanges().getFirst().authorization()).isEqualTo("Bearer key");
    }

    @Test
    void showsATenantsCustomersToNoModelOfTheServers() throws InterruptedException {
        house.model(servers.url()).set("llm-allowed-base-urls", tenants.url());
        tenants.answers(request -> ModelAnswer.refusing(401, "invalid_api_key"));

        assertThat(answer(new Llm(tenants.url().toString(), "own"), "wrong")).contains("technical problem");
        assertThat(servers.exchanges()).isEmpty();
    }

    /** Kept before such keys were refused. */
    @Test
    void asksNobodyAgainWithAKeyThatCannotBeSent() throws InterruptedException {
        house.model(servers.url()).set("llm-allowed-base-urls", tenants.url());
        AgentSettings settings = ModelHouse.settings(
                fields -> fields.putPOJO("llm", new Llm(tenants.url().toString(), "own")));
        keep(new Llm(tenants.url().toString(), "own"), "own-\u200bkey");

        SpokenReply reply = SpokenReply.inTime(house.agent(), house.turn(settings, Channel.SMS, "Where is my parcel?"));

        assertThat(reply.isPutOff()).isFalse();
        assertThat(reply.text()).isNotBlank();
        assertThat(tenants.exchanges()).isEmpty();
    }

    /** The double listens on the loopback: what reaches it has passed the guard. */
    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void neverReachesIntoTheHouseForATenant(String scheme) throws InterruptedException {
        house.model(servers.url());
        String own = tenants.url().toString().replace("http:", scheme + ":");

        assertThat(answer(new Llm(own, "own"), "own-key")).isNotBlank().doesNotContain("The tenant's");
        assertThat(tenants.connectionsMade()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', sk-1, '', LLM_MODEL",
        "'', '', m, LLM_BASE_URL",
        "https://api.example.com/v1, '', '', LLM_MODEL",
        "api.example.com, '', m, LLM_BASE_URL",
        "ftp://api.example.com, '', m, LLM_BASE_URL"
    })
    void saysWhatIsWrongWithTheSettings(String url, String key, String model, String named) {
        house.set("llm-base-url", url).set("llm-api-key", key).set("llm-model", model);

        assertThatThrownBy(house::agent).hasMessageContaining(named).hasMessageNotContaining("sk-1");
    }

    private String answer(Llm llm, String key) throws InterruptedException {
        AgentSettings settings = ModelHouse.settings(fields -> fields.putPOJO("llm", llm));
        keep(llm, key);
        return SpokenReply.of(house.agent(), house.turn(settings, Channel.VOICE, "Where is my parcel?"))
                .text();
    }

    private void keep(Llm llm, String key) {
        String url = llm.baseUrl() == null ? "null" : "\"" + llm.baseUrl() + "\"";
        house.database()
                .run("insert into omni_agent_configs (tenant_id, id, settings, secrets) values ('" + house.tenant()
                        + "', '" + Uuid7.next() + "', '{\"llm\":{\"base_url\":" + url + "}}', '"
                        + (key == null ? "{}" : "{\"llm\":{\"api_key\":\"" + key + "\"}}") + "')");
    }
}
