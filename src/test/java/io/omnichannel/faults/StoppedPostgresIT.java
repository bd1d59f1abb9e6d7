package io.omnichannel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.faults.Load.Delivery;
import io.omnichannel.platform.postgres.DatabaseLogin;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL itself is stopped for a while and started again; the program stays. */
@Tag("faults")
class StoppedPostgresIT {

    private static final Duration STOPPED = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));
    private static final Duration MOMENT = Duration.ofSeconds(3);

    @TempDir
    Path data;

    private final long seed = Long.getLong("storm.seed", System.nanoTime() % 1_000_000);

    @Test
    void answersWhatTwilioKeptWhilePostgresWasStopped() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
        try (Forwarder forwarder = Forwarder.to(port(postgres))) {
            DatabaseLogin direct = postgres.login();
            DatabaseLogin login = new DatabaseLogin(
                    direct.url().replace(":" + port(postgres) + "/", ":" + forwarder.port() + "/"),
                    direct.user(),
                    direct.password());
            try (ServerProcess server = ServerProcess.on("stopped", login)) {
                House house = House.in(login);
                List<Delivery> deliveries;
                try (Load load = Load.of(server.twilio(), new Texts(seed, house.numbers(), 1_000), 10)) {
                    pass(MOMENT);
                    postgres.close();
                    pass(STOPPED);
                    postgres = EmbeddedPostgres.start(data);
                    forwarder.target(port(postgres));
                    pass(MOMENT);
                    deliveries = load.end();
                }

                assertThat(deliveries)
                        .extracting(Delivery::status)
                        .contains(503)
                        .isSubsetOf(200, 503);
                Tally.settled(
                                deliveries.stream().map(Delivery::text).toList(),
                                server.twilio(),
                                house.database(),
                                Duration.ofSeconds(90))
                        .mustBeClean("PostgreSQL stopped for " + STOPPED.toSeconds() + " s (seed " + seed + ")");
            }
        } finally {
            postgres.close();
        }
    }

    private static int port(EmbeddedPostgres postgres) {
        return URI.create(postgres.login().url().substring("jdbc:".length())).getPort();
    }

    private static void pass(Duration time) {
        await().atMost(time.plusSeconds(10)).pollDelay(time).until(() -> true);
    }
}
