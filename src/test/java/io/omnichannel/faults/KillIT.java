package io.omnichannel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.faults.Load.Delivery;
import io.omnichannel.platform.database.TestDatabase;
import io.omnichannel.platform.postgres.DatabaseLogin;
import io.omnichannel.platform.postgres.EmbeddedPostgres;
import io.omnichannel.platform.postgres.SharedPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives {@code kill -9}, at whatever moment; what was not comes from Twilio's list. */
@Tag("faults")
class KillIT {

    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final int PER_SECOND = 50;
    private static final int CUSTOMERS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final long seed = Long.getLong("storm.seed", System.nanoTime() % 1_000_000);
    private final Random random = new Random(seed);

    @TempDir
    Path data;

    @Test
    void losesNothingWhenTheProgramIsKilled() {
        try (TestDatabase database = TestDatabase.create()) {
            DatabaseLogin login = new DatabaseLogin(database.url(), database.user(), database.password());
            House house = House.in(login);
            try (ServerProcess server = ServerProcess.on("killed-program", login);
                    Load load = Load.of(server.twilio(), new Texts(seed, house.numbers(), CUSTOMERS), PER_SECOND)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    aMoment();
                    server.kill();
                    server.start();
                    server.awaitReady();
                }
                aMoment();

                mustBeClean(load.end(), server, house, "program killed " + KILLS + " times at 50 messages/s");
            }
        }
    }

    @Test
    void losesNothingWhenPostgresIsKilled() {
        try (EmbeddedPostgres postgres = SharedPrograms.start(data);
                ServerProcess server = ServerProcess.on("killed-postgres", postgres.login())) {
            House house = House.in(postgres.login());
            try (Load load = Load.of(server.twilio(), new Texts(seed, house.numbers(), CUSTOMERS), PER_SECOND)) {
                for (int kill = 0; kill < KILLS; kill++) {
                    aMoment();
                    kill(postgres);
                }
                aMoment();

                mustBeClean(load.end(), server, house, "PostgreSQL killed " + KILLS + " times at 50 messages/s");
            }
        }
    }

    /** The server with all its processes, at once. */
    private static void kill(EmbeddedPostgres postgres) {
        long pid = postgres.pid();
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().atMost(Duration.ofSeconds(60)).until(() -> postgres.pid() != pid);
    }

    private void aMoment() {
        await().pollDelay(Duration.ofMillis(500 + random.nextInt(2_000))).until(() -> true);
    }

    private void mustBeClean(List<Delivery> deliveries, ServerProcess server, House house, String name) {
        assertThat(deliveries).extracting(Delivery::status).doesNotContain(404);
        Tally.settled(deliveries.stream().map(Delivery::text).toList(), server.twilio(), house.database(), PATIENCE)
                .mustBeClean(name + " (seed " + seed + ")");
        Tally.mustBeInOrder(server.twilio(), house.database());
    }
}
