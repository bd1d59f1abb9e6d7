package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.platform.ModulePaths;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Route;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** The YAML files of the admin API, with a step exchanged where a test says so. */
@CamelSpringBootTest
@ServerTest
@DirtiesContext
class AdminRoutesTest {

    /** Health tells no secret, and a sound's address is signed. */
    private static final List<String> OPEN = List.of("health", "audio");

    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @EndpointInject("mock:stored")
    MockEndpoint stored;

    @Test
    void handsACheckedConfigurationToWhoeverStoresIt() throws Exception {
        AdviceWith.adviceWith(camel, "agent-config-write", route -> route.weaveById("agent-config-write-store-config")
                .before()
                .to("mock:stored"));
        stored.expectedMessageCount(1);

        new AdminClient(port).put("/agent/config", "{\"tenantId\":\"woven\",\"agent_nam\":\"wrong\"}");
        new AdminClient(port).put("/agent/config", "{\"tenantId\":\"woven\"}");

        stored.assertIsSatisfied(5_000);
        assertThat(stored.getExchanges().getFirst().getMessage().getBody())
                .isInstanceOfSatisfying(AgentConfigWriter.Checked.class, checked -> assertThat(checked.tenant())
                        .isEqualTo("woven"));
    }

    @Test
    void keepsItsMistakesToItself() throws Exception {
        AdviceWith.adviceWith(
                camel, "phone-mappings-list", route -> route.weaveById("phone-mappings-list-find-mappings")
                        .replace()
                        .throwException(IllegalStateException.class, "secret of the inside"));

        Reply reply = new AdminClient(port).get("/phone-mappings");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(reply.json().get("code").asText()).isEqualTo("internal");
        assertThat(reply.text()).doesNotContain("secret", "IllegalState", "io.omnichannel");
    }

    @Test
    void asksForAKeyBeforeAnythingElse() {
        assertThat(camel.getRoutes())
                .filteredOn(route -> route.getEndpoint() instanceof PlatformHttpEndpoint http
                        && http.getPath().startsWith(ModulePaths.ADMIN + "/"))
                .extracting(Route::getId)
                .filteredOn(id -> !OPEN.contains(id))
                .hasSizeGreaterThanOrEqualTo(28)
                .allSatisfy(id -> assertThat(((ModelCamelContext) camel)
                                .getRouteDefinition(id)
                                .getOutputs())
                        .filteredOn(step -> !(step instanceof OnExceptionDefinition))
                        .first()
                        .extracting(step -> step.getId())
                        .isEqualTo(id + "-authenticate"));
    }

    @Test
    void namesEveryFileAfterItsRoute() {
        List<Route> admin = camel.getRoutes().stream()
                .filter(route -> "admin".equals(route.getGroup()))
                .toList();

        assertThat(admin).hasSizeGreaterThanOrEqualTo(9);
        assertThat(admin).allSatisfy(route -> assertThat(route.getSourceLocationShort())
                .startsWith(route.getId() + ".camel.yaml"));
    }
}
