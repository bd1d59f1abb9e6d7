package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.omnichannel.World.Tenant;
import io.omnichannel.simulator.rest.SimulatedPhone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Nobody listens where Twilio should be: messages wait, the breaker opens, and all of them leave when it is back. */
class TwilioAwayIT extends SendingStory {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PORT = freePort();

    @DynamicPropertySource
    static void whereTwilioIsNot(DynamicPropertyRegistry settings) {
        settings.add("omnichannel.twilio-api-base-url", () -> "http://127.0.0.1:" + PORT);
    }

    @Test
    void losesNothing() throws IOException {
        Tenant tenant = world.tenant(settings -> {});
        AtomicInteger refused = new AtomicInteger();
        post.breaker().getEventPublisher().onCallNotPermitted(refusal -> refused.incrementAndGet());
        List<SimulatedPhone> phones = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            SimulatedPhone phone = twilio.phone(Post.number());
            phone.send(tenant.number(), "Bonjour");
            phones.add(phone);
        }
        await().atMost(PATIENCE).until(() -> post.breaker().getState() == State.OPEN);
        await().atMost(PATIENCE).until(() -> post.statuses(tenant).size() == 15 && refused.get() > 60);
        int tried = world.database()
                .queryForObject(
                        "select sum(attempts) from omni_outbox where tenant_id = ?", Integer.class, tenant.id());
        assertThat(post.statuses(tenant)).noneMatch(status -> status.startsWith("dead"));

        try (ServerSocket door = new ServerSocket(PORT, 100, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> forward(door));

            phones.forEach(phone -> assertThat(phone.await(1, PATIENCE)).hasSize(1));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(post.statuses(tenant)).containsOnly("delivered"));
        }
        assertThat(tried).isLessThan(refused.get());
        assertThat(post.breaker().getState()).isEqualTo(State.CLOSED);
    }

    /** Everything that comes in goes to the double and back. */
    private void forward(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket in = door.accept();
                Socket out = new Socket(InetAddress.getByName("127.0.0.1"), twilio.port());
                Thread.ofVirtual().start(() -> copy(in, out));
                Thread.ofVirtual().start(() -> copy(out, in));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // The other side has ended it.
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
