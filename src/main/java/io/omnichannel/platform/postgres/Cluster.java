package io.omnichannel.platform.postgres;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's files, made once.
 *
 * @param files the directory that PostgreSQL calls data directory
 * @param password of {@link #ADMIN}, also in {@code <data>/postgres.password}
 */
record Cluster(Path files, String password) {

    static final String ADMIN = "omni_admin";

    private static final String MAJOR = "17";

    // What a small machine wants; the owner of the data may change these in postgresql.conf.
    private static final List<String> SETTINGS = List.of(
            "max_connections=100",
            "shared_buffers=128MB",
            "unix_socket_directories=",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            // Rows, parameters and statements hold what customers wrote: none of that in a log.
            "log_error_verbosity=terse",
            "log_min_error_statement=panic",
            "log_line_prefix=%m [%p] %q%a ");

    static Path filesIn(Path directory) {
        return directory.resolve("postgres");
    }

    /** The cluster of a data directory, made with a random password when there is none. */
    static Cluster in(Path directory, PostgresBinaries binaries, Programs programs) {
        Path files = filesIn(directory);
        Path passwordFile = directory.resolve("postgres.password");
        try {
            if (Files.exists(files)) {
                check(files, passwordFile);
                return new Cluster(files, Files.readString(passwordFile).strip());
            }
            Cluster cluster = new Cluster(files, PrivateFile.readOrCreate(passwordFile, Cluster::randomPassword));
            cluster.create(directory, binaries, programs);
            return cluster;
        } catch (IOException failed) {
            throw new EmbeddedPostgresException(
                    "The embedded database in " + directory + " cannot be used (" + failed.getMessage()
                            + "). Make the directory and what is in it readable and writable for "
                            + System.getProperty("user.name") + ".",
                    failed);
        }
    }

    private static void check(Path files, Path passwordFile) throws IOException {
        String major = Files.readString(files.resolve("PG_VERSION")).strip();
        if (!major.equals(MAJOR)) {
            throw new EmbeddedPostgresException("The files in " + files + " were written by PostgreSQL " + major
                    + ", and this program carries PostgreSQL " + MAJOR + ". Dump the database with the program that"
                    + " made it and load the dump into an empty data directory.");
        }
        if (Files.notExists(passwordFile)) {
            throw new EmbeddedPostgresException("There is a database in " + files + ", but its password file "
                    + passwordFile + " is gone. Put the file back from a backup, or move " + files
                    + " away to begin with an empty database.");
        }
    }

    private void create(Path directory, PostgresBinaries binaries, Programs programs) throws IOException {
        // Under another name until it is complete, so that a start that was cut short begins again.
        Path unfinished = directory.resolve("postgres.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        PrivateFile.createDirectories(unfinished);
        programs.account().give(unfinished);
        Path passwordFile = Files.createTempFile(directory, ".initdb", ".password");
        try {
            Files.writeString(passwordFile, password + "\n");
            programs.account().give(passwordFile);
            Programs.Outcome made = programs.run(initdb(binaries, unfinished, passwordFile));
            if (!made.worked()) {
                throw new EmbeddedPostgresException(
                        "The embedded database could not be made in " + files + ". initdb said: " + made.output());
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, files, StandardCopyOption.ATOMIC_MOVE);
        PrivateFile.sync(directory);
    }

    private static String[] initdb(PostgresBinaries binaries, Path target, Path passwordFile) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + ADMIN,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--data-checksums",
                "--encoding=UTF8"));
        // C.UTF-8 is glibc's; elsewhere PostgreSQL's own locale of that name sorts and folds the same.
        command.addAll(
                System.getProperty("os.name").equals("Linux")
                        ? List.of("--locale=C.UTF-8")
                        : List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        SETTINGS.forEach(setting -> command.addAll(List.of("--set", setting)));
        return command.toArray(String[]::new);
    }

    private static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    @Override
    public String toString() {
        return files.toString();
    }
}
