package io.omnichannel.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program finds that starts where another was killed. */
class LeftServerTest {

    @TempDir
    Path data;

    @Test
    void adoptsTheServerOfAKilledProgramWithEveryRowItAcknowledged() throws Exception {
        Killed other = killAfter(50);

        try (EmbeddedPostgres postgres = SharedPrograms.start(data)) {
            assertThat(postgres.adopted()).isTrue();
            assertThat(postgres.pid()).isEqualTo(other.server());
            assertThat(rows(postgres.login())).isGreaterThanOrEqualTo(other.acknowledged());
        }

        await().until(() ->
                !ProcessHandle.of(other.server()).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void recoversWhenProgramAndServerWereKilled() throws Exception {
        Killed other = killAfter(50);
        ProcessHandle server = ProcessHandle.of(other.server()).orElseThrow();
        server.destroyForcibly();
        await().until(() -> !server.isAlive());
        assertThat(data.resolve("postgres/postmaster.pid")).exists();

        try (EmbeddedPostgres postgres = SharedPrograms.start(data)) {
            assertThat(postgres.adopted()).isFalse();
            assertThat(rows(postgres.login())).isGreaterThanOrEqualTo(other.acknowledged());
        }
    }

    @Test
    void startsOverAPidFileWhoseNumberIsSomebodyElsesNow() throws Exception {
        SharedPrograms.start(data).close();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n");

        try (EmbeddedPostgres postgres = SharedPrograms.start(data)) {
            assertThat(postgres.adopted()).isFalse();
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void saysWhatToDoWhenThePasswordFileIsGone() throws IOException {
        SharedPrograms.start(data).close();
        Files.delete(data.resolve("postgres.password"));

        assertThatThrownBy(() -> SharedPrograms.start(data))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("postgres.password")
                .hasMessageContaining("Put the file back");
    }

    @Test
    void saysWhatPostgresSaidWhenItDoesNotStart() throws IOException {
        SharedPrograms.start(data).close();
        Files.writeString(data.resolve("postgres/postgresql.conf"), "shared_buffers = plenty\n");

        assertThatThrownBy(() -> SharedPrograms.start(data))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("shared_buffers")
                .hasMessageContaining("postgres.log");
    }

    @Test
    @Tag("faults")
    void runsAsTheOwnerOfTheFilesWhenWeAreRootAndTheyAreSomebodyElses() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        EmbeddedPostgres.start(data).close();
        Account.Other somebody = new Account.Other(Account.NOBODY);
        try (Stream<Path> files = Files.walk(data.resolve("postgres"))) {
            for (Path file : files.toList()) {
                somebody.give(file);
            }
        }

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            assertThat(Files.getAttribute(Path.of("/proc", Long.toString(postgres.pid())), "unix:uid"))
                    .isEqualTo(Account.NOBODY);
        }
    }

    @Test
    @Tag("faults")
    void makesTheDatabaseAsAnotherUserWhereThereAreNoNamespaces() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        Programs programs = new Programs(new Account.Other(Account.NOBODY), data);
        PostgresBinaries binaries = PostgresBinaries.in(data);

        Cluster cluster = Cluster.in(data, binaries, programs);
        PostgresServer server = new PostgresServer(cluster, binaries, programs);
        server.start();
        try {
            server.createDatabase();
            assertThat(server.login().url()).endsWith("/omnichannel");
        } finally {
            server.stop();
        }
    }

    /** @param acknowledged rows that the program had told of as committed */
    private record Killed(long server, int acknowledged) {}

    private Killed killAfter(int rows) throws IOException {
        Process program = OtherProcess.on(data);
        long server = 0;
        int acknowledged = 0;
        try (BufferedReader lines = program.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("server ")) {
                    server = Long.parseLong(line.substring("server ".length()));
                } else if (line.startsWith("row ")) {
                    acknowledged = Integer.parseInt(line.substring("row ".length()));
                }
                if (acknowledged == rows) {
                    program.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(server).as("what the other program printed").isPositive();
        return new Killed(server, acknowledged);
    }

    private static int rows(DatabaseLogin login) throws SQLException {
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from acknowledged")) {
            row.next();
            return row.getInt(1);
        }
    }
}
