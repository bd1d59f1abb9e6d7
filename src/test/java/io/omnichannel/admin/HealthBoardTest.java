package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.HealthComponent;
import io.omnichannel.platform.HealthComponent.Finding;
import io.omnichannel.platform.Problem;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

class HealthBoardTest {

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

    @Test
    void staysOkWhileCallsAreAccepted() {
        Answer answer = (Answer) board(new Finding(true, "a_cold", "Sneezes")).answer();
        JsonNode body = JSON.valueToTree(answer.body());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body.get("status").asText()).isEqualTo("degraded");
        assertThat(body.at("/components/patient/status").asText()).isEqualTo("degraded");
        assertThat(body.at("/components/patient/reason").asText()).isEqualTo("a_cold");
        assertThat(body.get("components")).hasSize(1);
    }

    @Test
    void isAProblemWhenTheyAreNot() {
        Problem problem =
                (Problem) board(new Finding(false, "broken_leg", "Cannot walk")).answer();
        JsonNode body = JSON.valueToTree(problem);

        assertThat(problem.headers()).containsKey("Retry-After");
        assertThat(body.get("status").asInt()).isEqualTo(503);
        assertThat(body.get("module").asText()).isEqualTo("omnichannel");
        assertThat(body.at("/components/patient/status").asText()).isEqualTo("down");
    }

    @Test
    void isHealthyWhenNobodyComplains() {
        Answer answer = (Answer) board(null).answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.<JsonNode>valueToTree(answer.body()).has("components")).isFalse();
    }

    private static HealthBoard board(Finding finding) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("patient", component("patient", finding));
        beans.registerSingleton("healthy", component("healthy", null));
        return new HealthBoard(
                beans.getBeanProvider(HealthComponent.class), "1.0.0", beans.getBeanProvider(Clock.class));
    }

    private static HealthComponent component(String name, Finding finding) {
        return new HealthComponent() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Finding> finding() {
                return Optional.ofNullable(finding);
            }
        };
    }
}
