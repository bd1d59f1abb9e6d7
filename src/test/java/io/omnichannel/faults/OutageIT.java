package io.omnichannel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.faults.Load.Delivery;
import io.omnichannel.platform.database.TestDatabase;
import io.omnichannel.platform.postgres.DatabaseLogin;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** While we are away Twilio keeps what customers write; when we are back, all of it is answered, once. */
@Tag("faults")
class OutageIT {

    /** Of the program and of the database. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));

    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int CUSTOMERS = 1_000;

    private final long seed = Long.getLong("storm.seed", System.nanoTime() % 1_000_000);
    private final TestDatabase database = TestDatabase.create();
    private House house;
    private ServerProcess server;

    @BeforeEach
    void open() {
        DatabaseLogin login = new DatabaseLogin(database.url(), database.user(), database.password());
        house = House.in(login);
        server = ServerProcess.on("outage", login);
    }

    @AfterEach
    void close() {
        server.close();
        database.close();
    }

    @Test
    void answersWhatTwilioKeptWhileTheProgramWasAway() {
        List<Delivery> deliveries;
        try (Load load = load(10)) {
            pass(MOMENT);
            server.stop();
            pass(OUTAGE);
            server.start();
            server.awaitReady();
            pass(MOMENT);
            deliveries = load.end();
        }

        mustBeClean(deliveries, "program stopped for " + OUTAGE.toSeconds() + " s");
    }

    @Test
    void answersWhatTwilioKeptWhileTheDatabaseWasAway() {
        List<Delivery> deliveries;
        try (Load load = load(10)) {
            pass(MOMENT);
            admit(false);
            pass(OUTAGE);
            admit(true);
            pass(MOMENT);
            deliveries = load.end();
        }

        List<Delivery> refused =
                deliveries.stream().filter(delivery -> delivery.status() != 200).toList();
        assertThat(refused).isNotEmpty().extracting(Delivery::status).containsOnly(503);
        System.out.printf(
                "faults | refused while the database was away: %d, the slowest after %d ms%n",
                refused.size(),
                refused.stream()
                        .map(Delivery::took)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()
                        .toMillis());
        mustBeClean(deliveries, "database away for " + OUTAGE.toSeconds() + " s");
    }

    @Test
    void isNeverLostOnARestart() {
        List<Delivery> deliveries;
        try (Load load = load(50)) {
            for (int restart = 0; restart < 3; restart++) {
                pass(MOMENT);
                server.stop();
                server.start();
                server.awaitReady();
            }
            pass(MOMENT);
            deliveries = load.end();
        }

        // Refused connections and 503 are tried again, by Twilio or through its list; a 404 would be the end of it.
        assertThat(deliveries).extracting(Delivery::status).isSubsetOf(200, 503, 0);
        mustBeClean(deliveries, "restarted 3 times at 50 messages/s");
    }

    private Load load(int perSecond) {
        return Load.of(server.twilio(), new Texts(seed, house.numbers(), CUSTOMERS), perSecond);
    }

    private static void pass(Duration time) {
        await().atMost(time.plusSeconds(10)).pollDelay(time).until(() -> true);
    }

    private void admit(boolean connections) {
        String name = database.url().replaceFirst("^.*/", "").replaceFirst("\\?.*$", "");
        JdbcTemplate administrator = new JdbcTemplate(new DriverManagerDataSource(
                database.url().replaceFirst("/[^/]*$", "/postgres"), database.user(), database.password()));
        administrator.execute("alter database " + name + " allow_connections " + connections);
        if (!connections) {
            administrator.queryForList(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", name);
        }
    }

    private void mustBeClean(List<Delivery> deliveries, String name) {
        Tally.settled(deliveries.stream().map(Delivery::text).toList(), server.twilio(), house.database(), PATIENCE)
                .mustBeClean(name + " (seed " + seed + ")");
        Tally.mustBeInOrder(server.twilio(), house.database());
    }
}
