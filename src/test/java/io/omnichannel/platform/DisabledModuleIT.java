package io.omnichannel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.OmnichannelApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@SpringBootTest(
        classes = OmnichannelApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "omnichannel.data-dir=target/test-data/disabled",
            "logging.structured.format.console="
        })
class DisabledModuleIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired
    ApplicationContext context;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/omnichannel/health",
        "PUT, /api/v1/omnichannel/agent/config",
        "OPTIONS, /api/v1/omnichannel/agent/config",
        "DELETE, /api/v1/omnichannel/no/such/path",
        "POST, /webhooks/omnichannel/voice",
        "POST, /webhooks/omnichannel/sms",
        "GET, /webhooks/omnichannel/conversation",
        "GET, /omnichannel",
        "GET, /omnichannel/index.html",
        "GET, /%61pi/v1/omnichannel/health"
    })
    void answersEveryPathOfTheModuleWithTheCure(String method, String path) throws Exception {
        HttpResponse<String> answer = send(port, method, path);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("error").asText()).isEqualTo("Omnichannel module is disabled");
        assertThat(problem.get("message").asText()).isEqualTo("Set OMNICHANNEL_ENABLED=true to enable this module");
        assertThat(problem.get("traceId").asText()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource({"/", "/webhooks/twilio/x", "/webhooks/vapi/x", "/omnichannels", "/error"})
    void leavesEveryOtherPathToOthers(String path) throws Exception {
        assertThat(send(port, "GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void staysHealthyOnTheManagementPort() throws Exception {
        assertThat(send(managementPort, "GET", "/actuator/health").statusCode()).isEqualTo(200);
    }

    @Test
    void startsNoDatabaseAndNoRouteAndMakesNoFile() {
        assertThat(context.getBeansOfType(DataSource.class)).isEmpty();
        assertThat(context.getBeansOfType(CamelContext.class)).isEmpty();
        assertThat(Files.exists(Path.of("target/test-data/disabled"))).isFalse();
    }

    private HttpResponse<String> send(int port, String method, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
