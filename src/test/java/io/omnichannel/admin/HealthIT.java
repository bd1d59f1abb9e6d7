package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import io.omnichannel.platform.HealthComponent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(HealthIT.Patient.class)
class HealthIT {

    /** A part of the module that falls ill when a test says so. */
    @TestComponent
    static class Patient implements HealthComponent {

        private volatile Finding finding;

        @Override
        public String name() {
            return "patient";
        }

        @Override
        public Optional<Finding> finding() {
            return Optional.ofNullable(finding);
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Patient patient;

    @AfterEach
    void cure() {
        patient.finding = null;
    }

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

    @Test
    void staysOkWhileCallsAreAccepted() {
        patient.finding = new HealthComponent.Finding(true, "a_cold", "Sneezes");

        Reply reply = new AdminClient(port).get("/health");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("status").asText()).isEqualTo("degraded");
        assertThat(reply.json().at("/components/patient/reason").asText()).isEqualTo("a_cold");
        assertThat(reply.json().at("/components/patient/status").asText()).isEqualTo("degraded");
    }

    @Test
    void isUnavailableWhenTheyAreNot() {
        patient.finding = new HealthComponent.Finding(false, "broken_leg", "Cannot walk");

        Reply reply = new AdminClient(port).get("/health");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.json().get("status").asInt()).isEqualTo(503);
        assertThat(reply.json().get("module").asText()).isEqualTo("omnichannel");
        assertThat(reply.json().at("/components/patient/status").asText()).isEqualTo("down");
    }
}
