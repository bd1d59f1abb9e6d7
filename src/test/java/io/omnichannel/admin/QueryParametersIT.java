package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.platform.ModulePaths;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every path of the admin API that the routes open, whichever these are. */
@ServerTest
class QueryParametersIT {

    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    private AdminClient client;

    /** @param parameters what the route says it takes */
    private record Door(String method, String path, List<String> parameters) {

        String taken() {
            return String.join(", ", parameters) + (parameters.isEmpty() ? "" : ", ") + "tenantId";
        }

        Reply ask(AdminClient client, String query) {
            return client.send(
                    method,
                    path.replaceAll("\\{\\w+}", "0190a000-0000-7000-8000-000000000000") + "?" + query,
                    method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"),
                    "Content-Type",
                    "application/json");
        }
    }

    @BeforeEach
    void connect() {
        client = new AdminClient(port);
    }

    @Test
    void refusesAParameterThatThePathDoesNotHave() {
        assertThat(doors()).hasSizeGreaterThanOrEqualTo(30).allSatisfy(door -> {
            Reply reply = door.ask(client, "tenantld=a&nonsense=1");

            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.contentType()).isEqualTo("application/problem+json");
            assertThat(reply.json().get("code").asText()).isEqualTo("invalid_request");
            assertThat(errors(reply))
                    .anySatisfy(error ->
                            assertThat(error).startsWith("tenantld: is not a parameter here; did you mean tenantId?"))
                    .anySatisfy(error -> assertThat(error)
                            .startsWith("nonsense: is not a parameter here")
                            .endsWith("path takes " + door.taken()));
        });
    }

    @Test
    void refusesAParameterThatIsThereTwice() {
        List<Door> taking = doors().filter(door -> !door.parameters().isEmpty()).toList();

        assertThat(taking).hasSizeGreaterThanOrEqualTo(11).allSatisfy(door -> assertThat(door.parameters())
                .allSatisfy(name -> assertThat(errors(door.ask(client, name + "=1&" + name + "=1")))
                        .contains(name + ": is there 2 times; send it once")));
    }

    @Test
    void takesWhatARouteSaysItTakes() {
        assertThat(doors()).allSatisfy(door -> assertThat(door.parameters())
                .allSatisfy(name -> assertThat(errors(door.ask(client, name + "=1&tenantId=a&tenant_id=a")))
                        .noneMatch(error -> error.contains("is not a parameter") || error.contains("times"))));
    }

    @Test
    void asksForTheKeyFirst() {
        assertThat(doors().filter(door -> !door.path().matches("/health|/audio/.*")))
                .hasSizeGreaterThanOrEqualTo(28)
                .allSatisfy(door -> assertThat(door.ask(client.with("Authorization", "Bearer wrong"), "nonsense=1")
                                .status())
                        .isEqualTo(401));
    }

    private Stream<Door> doors() {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof PlatformHttpEndpoint http
                        && http.getPath().startsWith(ModulePaths.ADMIN + "/"))
                .map(this::door);
    }

    private Door door(Route route) {
        PlatformHttpEndpoint http = (PlatformHttpEndpoint) route.getEndpoint();
        String method = ((ModelCamelContext) camel)
                .getRouteDefinition(route.getId()).getOutputs().stream()
                        .filter(step -> step instanceof BeanDefinition bean
                                && bean.getRef().equals("queryParameters"))
                        .map(step -> ((BeanDefinition) step).getMethod())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(route.getId() + " does not say what it takes"));
        return new Door(
                http.getHttpMethodRestrict(),
                http.getPath().substring(ModulePaths.ADMIN.length()),
                method.equals("none")
                        ? List.of()
                        : List.of(method.substring("only('".length(), method.length() - 2)
                                .split(", ")));
    }

    private static List<String> errors(Reply reply) {
        return StreamSupport.stream(reply.json().path("details").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
