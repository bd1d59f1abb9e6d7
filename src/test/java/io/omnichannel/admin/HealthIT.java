package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServerTest
class HealthIT {

    @LocalServerPort
    int port;

    @Test
    void saysExactlyWhatTheContractSaysWithoutAKey() {
        Reply reply = new AdminClient(port).get("/health");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.text())
                .matches("\\{\"status\":\"healthy\",\"module\":\"omnichannel\",\"version\":\"1.0.0\",\"enabled\":true,"
                        + "\"timestamp\":\"[^\"]+Z\"}");
        assertThat(Instant.parse(reply.json().get("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
    }
}
