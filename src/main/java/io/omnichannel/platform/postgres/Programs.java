package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end as the given account. */
record Programs(Account account, Path directory) {

    /** Longer than any crash recovery of a small database takes. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * @param status exit status, 0 is success
     * @param output what it printed, both streams
     */
    record Outcome(int status, String output) {

        boolean worked() {
            return status == 0;
        }
    }

    /** @throws EmbeddedPostgresException when the program cannot be started, or does not end within {@link #PATIENCE} */
    Outcome run(String... command) {
        List<String> line = new ArrayList<>(account.prefix());
        line.addAll(List.of(command));
        try {
            // A file, not a pipe: a server that the program leaves behind could hold a pipe open for ever.
            Path output = Files.createTempFile("omnichannel-postgres", ".out");
            try {
                return run(line, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException notStarted) {
            throw new EmbeddedPostgresException(
                    "The program " + line.getFirst() + " could not be started: " + notStarted.getMessage(), notStarted);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for " + line.getFirst() + ".", stopping);
        }
    }

    private Outcome run(List<String> line, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // PGPORT, PGOPTIONS and their like belong to another database.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new EmbeddedPostgresException(
                    String.join(" ", line) + " did not end within " + PATIENCE.toMinutes() + " minutes.");
        }
        return new Outcome(
                process.exitValue(),
                Files.readString(output, Charset.defaultCharset()).strip());
    }
}
