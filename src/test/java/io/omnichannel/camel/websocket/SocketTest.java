package io.omnichannel.camel.websocket;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A real server with the routes of {@code src/test/resources/websocket-routes}; no database. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {SocketTest.ROUTES, "omnichannel.enabled=true", "management.server.port=-1"})
@AutoConfigureObservability(tracing = false)
abstract class SocketTest {

    static final String ROUTES = "omnichannel.routes-dir=src/test/resources/websocket-routes";

    @LocalServerPort
    int port;

    @Autowired
    CamelContext camel;

    @Autowired
    SocketSessions sessions;

    @Autowired
    Story story;

    @Autowired
    MeterRegistry metrics;

    @AfterEach
    void nobodyStays() {
        // A client knows that it is connected before the server does, so a session may still come.
        eventually().until(() -> {
            for (String path : new String[] {"echo", "strict", "story", "quiet"}) {
                sessions.on("/sockets/" + path).forEach(session -> session.close(1000, "test is over"));
            }
            return sessions.count() == 0;
        });
        story.forget();
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
    }

    Client connect(String path) {
        return Client.connect(port, path, "let me in");
    }

    double counted(String name, String tag, String value) {
        return metrics.counter(name, tag, value).count();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({SocketComponent.class, SocketMapping.class, SocketMetrics.class, SocketSessions.class, SocketShutdown.class
    })
    static class Application {

        @Bean
        Story story() {
            return new Story();
        }

        @Bean
        SocketHandshake doorkeeper() {
            return new Doorkeeper();
        }
    }
}
