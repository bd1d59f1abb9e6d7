package io.omnichannel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MigrateTest {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final TestDatabase database = TestDatabase.empty();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void drop() {
        database.close();
    }

    /** The sub-command is silent but for errors, and with it the rest of this process. */
    @AfterEach
    void speakAgain() {
        root.setLevel(before);
    }

    @Test
    void runsWhatIsMissingAndSaysSoWithoutTheModuleBeingOn() {
        assertThat(migrate(database.url(), database.password())).isZero();
        assertThat(said())
                .contains(
                        "Roles: omni_owner, omni_app and omni_intake",
                        "Ran V1__tenants.sql",
                        "Ran V2__conversations.sql",
                        "Ran V3__calls.sql",
                        "The database is current")
                .doesNotContain(database.password());

        printed.reset();
        assertThat(migrate(database.url(), database.password())).isZero();
        assertThat(said()).contains("there was nothing to run");
    }

    @Test
    void saysWhatToCheckWhenTheDatabaseDoesNotLetItIn() {
        assertThat(migrate(database.url() + "?password=hidden", "wrong")).isEqualTo(1);

        assertThat(said())
                .contains("does not let us in", "SPRING_DATASOURCE_PASSWORD")
                .doesNotContain("hidden");
    }

    @Test
    void refusesAnotherKindOfDatabase() {
        assertThat(migrate("jdbc:mysql://127.0.0.1/omni", "x")).isEqualTo(1);

        assertThat(said()).contains("SPRING_DATASOURCE_URL must begin with jdbc:postgresql:");
    }

    @Test
    void refusesADataDirectoryThatIsInUse() {
        int status = Migrate.run(new String[] {"--omnichannel.data-dir=" + Path.of("target", "test-data")}, out());

        assertThat(status).isEqualTo(1);
        assertThat(said()).contains("is in use by");
    }

    private int migrate(String url, String password) {
        return Migrate.run(
                new String[] {
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=" + database.user(),
                    "--spring.datasource.password=" + password
                },
                out());
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
