package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.ServerTest;
import io.omnichannel.World;
import io.omnichannel.simulator.rest.SimulatedPhone;
import io.omnichannel.simulator.rest.TwilioRest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole program with an agent that can be held back, and an operator beside it. */
@ServerTest
@Import(HeldAgent.class)
@TestPropertySource(properties = "omnichannel.debounce=50ms")
abstract class OperatorStory {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicInteger PHONES = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    World world;

    @Autowired
    TwilioRest twilio;

    AdminClient client;

    @BeforeEach
    final void connect() {
        client = new AdminClient(port);
    }

    /** A customer's that no other test has. */
    final SimulatedPhone phone() {
        return twilio.phone("+336120%05d".formatted(PHONES.incrementAndGet()));
    }

    final JsonNode shown(String id) {
        return client.get("/conversations/" + id).json().get("conversation");
    }
}
