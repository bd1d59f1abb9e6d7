package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process over one cluster: started by {@code pg_ctl}, which gives it a process group of its own. */
final class PostgresServer {

    static final String DATABASE = "omnichannel";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final long LOG_LIMIT = 16L << 20;
    private static final int ATTEMPTS = 3;

    private final Cluster cluster;
    private final PostgresBinaries binaries;
    private final Programs programs;
    private final Path log;
    private volatile PostmasterFile process = new PostmasterFile(0, 0);

    PostgresServer(Cluster cluster, PostgresBinaries binaries, Programs programs) {
        this.cluster = cluster;
        this.binaries = binaries;
        this.programs = programs;
        this.log = programs.directory().resolve("postgres.log");
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return process.port();
    }

    boolean isRunning() {
        return process.isRunning();
    }

    /** Takes over a server that a killed program left running here. */
    boolean adopt() {
        Optional<PostmasterFile> left = PostmasterFile.in(cluster.files()).filter(PostmasterFile::isRunning);
        if (left.isEmpty()) {
            return false;
        }
        PostmasterFile accepting = ServerCheck.awaitConnections(left.get(), cluster);
        if (accepting.isRunning()) {
            process = accepting;
            return true;
        }
        return false;
    }

    /** Starts on a free port. */
    void start() {
        for (int attempt = 1; ; attempt++) {
            try {
                start(freePort());
                return;
            } catch (EmbeddedPostgresException failed) {
                // Somebody took the port between our asking for a free one and the server's binding it.
                if (attempt == ATTEMPTS || !failed.getMessage().contains("Address already in use")) {
                    throw failed;
                }
            }
        }
    }

    /** Starts on the given port and waits until connections are accepted, crash recovery included. */
    void start(int port) {
        removeForeignPidFile();
        long logged = prepareLog();
        Programs.Outcome started = pgCtl(
                "start",
                "--log=" + log,
                "--options=-p " + port + " -h 127.0.0.1 -c fsync=on -c synchronous_commit=on -c full_page_writes=on");
        if (!started.worked()) {
            throw new EmbeddedPostgresException("PostgreSQL did not start over " + cluster.files() + ": "
                    + lastWords(logged).orElse(started.output()) + " The whole story is in " + log + ".");
        }
        process = PostmasterFile.in(cluster.files())
                .orElseThrow(() -> new EmbeddedPostgresException("PostgreSQL started and ended again; see " + log));
    }

    /** Stops in order: connections are ended, everything is written, the port is free afterwards. */
    void stop() {
        if (!pgCtl("stop", "--mode=fast").worked() && isRunning()) {
            LOG.warn("PostgreSQL (pid {}) did not stop in time and is ended at once; nothing is lost", pid());
            pgCtl("stop", "--mode=immediate");
        }
    }

    /** Makes the program's database when it is not there. */
    void createDatabase() {
        try {
            ServerCheck.createDatabase(process, cluster);
        } catch (SQLException failed) {
            throw new EmbeddedPostgresException(
                    "The database " + DATABASE + " could not be made: " + failed.getMessage() + "; see " + log, failed);
        }
    }

    DatabaseLogin login() {
        return ServerCheck.login(process, cluster, DATABASE);
    }

    private Programs.Outcome pgCtl(String action, String... options) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("pg_ctl").toString(),
                action,
                "--pgdata=" + cluster.files(),
                "--wait",
                "--timeout=" + (Programs.PATIENCE.toSeconds() - 10)));
        command.addAll(List.of(options));
        return programs.run(command.toArray(String[]::new));
    }

    /** PostgreSQL clears up after a dead predecessor, but takes a foreign process of the same number for a living one. */
    private void removeForeignPidFile() {
        if (PostmasterFile.in(cluster.files()).filter(left -> !left.isRunning()).isPresent()) {
            try {
                Files.deleteIfExists(cluster.files().resolve("postmaster.pid"));
            } catch (IOException kept) {
                throw new UncheckedIOException(kept);
            }
        }
    }

    /** @return how long the log is before this start */
    private long prepareLog() {
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (Files.notExists(log)) {
                Files.createFile(log);
            }
            programs.account().give(log);
            return Files.size(log);
        } catch (IOException unwritable) {
            throw new EmbeddedPostgresException(
                    "The log " + log + " cannot be written (" + unwritable.getMessage() + ").", unwritable);
        }
    }

    /** What this start has logged, the end of it, without times and pids. */
    private Optional<String> lastWords(long from) {
        try {
            byte[] all = Files.readAllBytes(log);
            List<String> lines = new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("^.*?\\] ", "").replaceAll("\\s+", " "))
                    .toList();
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.join("; ", lines.subList(Math.max(0, lines.size() - 5), lines.size())) + ".");
        } catch (IOException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new EmbeddedPostgresException("No port of 127.0.0.1 is free: " + none.getMessage(), none);
        }
    }
}
