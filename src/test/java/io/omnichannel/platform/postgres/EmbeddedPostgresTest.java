package io.omnichannel.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class EmbeddedPostgresTest {

    private Path data;
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory;
        postgres = SharedPrograms.start(data);
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @Test
    void writesToTheDiskBeforeItSaysSo() throws SQLException {
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
        assertThat(setting("server_version")).startsWith("17.");
        assertThat(setting("server_encoding")).isEqualTo("UTF8");
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws SQLException {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
    }

    @Test
    void keepsPasswordAndFilesToItself() throws IOException {
        assertThat(mode(data.resolve("postgres.password"))).isEqualTo("rw-------");
        assertThat(mode(data.resolve("postgres"))).isEqualTo("rwx------");
        assertThat(Files.readString(data.resolve("postgres/pg_hba.conf"))
                        .lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank()))
                .allMatch(line -> line.endsWith("scram-sha-256"));
    }

    @Test
    void letsNobodyInWithAnotherPassword() {
        DatabaseLogin login = postgres.login();

        assertThatThrownBy(() -> DriverManager.getConnection(login.url(), login.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void saysNothingOfThePasswordWhenPrinted() {
        assertThat(postgres.login().toString()).doesNotContain(postgres.login().password());
    }

    @Test
    void refusesASecondServerOnTheSameDirectory() {
        assertThatThrownBy(() -> SharedPrograms.start(data))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(data.toString())
                .hasMessageContaining(
                        "this process already (pid " + ProcessHandle.current().pid())
                .hasMessageContaining("OMNICHANNEL_DATA_DIR");
    }

    @Test
    void refusesASecondProcessOnTheSameDirectory() throws Exception {
        Process second = OtherProcess.on(data);

        List<String> said;
        try (BufferedReader lines = second.inputReader()) {
            said = lines.lines().toList();
        }

        assertThat(second.waitFor()).isNotZero();
        assertThat(said)
                .anyMatch(line -> line.contains("is in use by the process with pid "
                        + ProcessHandle.current().pid()));
    }

    @Test
    void isBackOnTheSamePortWithEveryRowWhenPostgresIsKilled() throws Exception {
        DatabaseLogin login = postgres.login();
        long killed = postgres.pid();
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists acknowledged (n int)");
            for (int n = 0; n < 200; n++) {
                statement.execute("insert into acknowledged values (" + n + ")");
            }
        }

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        // The killed server may still answer in the instant before the signal reaches it.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(() -> {
            assertThat(postgres.pid()).isNotEqualTo(killed);
            assertThat(rows(login)).isEqualTo(200);
        });
        assertThat(postgres.login()).isEqualTo(login);
    }

    private static int rows(DatabaseLogin login) throws SQLException {
        return Integer.parseInt(single(login, "select count(*) from acknowledged"));
    }

    private String setting(String name) throws SQLException {
        return single(postgres.login(), "show " + name);
    }

    private static String single(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connect(DatabaseLogin login) throws SQLException {
        return DriverManager.getConnection(login.url(), login.user(), login.password());
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
