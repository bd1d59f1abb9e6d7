package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server writes about itself into {@code postmaster.pid}, one fact a line.
 *
 * @param port 0 while it is not written yet
 */
record PostmasterFile(long pid, int port) {

    /** @return empty when no server runs, or none was stopped by force */
    static Optional<PostmasterFile> in(Path cluster) {
        try {
            return parse(Files.readAllLines(cluster.resolve("postmaster.pid")));
        } catch (NoSuchFileException noServer) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresException(
                    "The file " + cluster.resolve("postmaster.pid") + " cannot be read; make it readable for "
                            + System.getProperty("user.name") + ".",
                    unreadable);
        }
    }

    // Line 1: pid, 2: directory, 3: start time, 4: port.
    private static Optional<PostmasterFile> parse(List<String> lines) {
        try {
            long pid = Long.parseLong(lines.getFirst().strip());
            int port = lines.size() < 4 ? 0 : Integer.parseInt(lines.get(3).strip());
            return Optional.of(new PostmasterFile(pid, port));
        } catch (RuntimeException halfWritten) {
            return Optional.empty();
        }
    }

    /** Whether the process lives and is a PostgreSQL: after a reboot its number may be somebody else's. */
    boolean isRunning() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .filter(process ->
                        process.info().command().map(PostmasterFile::isPostgres).orElse(true))
                .isPresent();
    }

    private static boolean isPostgres(String command) {
        String program =
                Path.of(command.replace(" (deleted)", "")).getFileName().toString();
        return program.equals("postgres") || program.equals("postgres.exe");
    }

    /** In a container without an init process a killed server stays in the process table. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException notLinux) {
            return false;
        }
    }
}
