package io.omnichannel.platform.postgres;

import io.omnichannel.platform.PrivateFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once a version from the archive on the class path. */
final class PostgresBinaries {

    private static final boolean WINDOWS = system().equals("windows");

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** @return the programs in {@code <data>/pg-<version>}, complete: a half-unpacked directory never has that name */
    static PostgresBinaries in(Path directory) {
        Path home = directory.resolve("pg-" + version());
        if (Files.isDirectory(home)) {
            return new PostgresBinaries(home);
        }
        try (InputStream archive = archive()) {
            removeUnfinished(directory);
            Path unfinished = Files.createTempDirectory(directory, ".pg-");
            unpack(archive, unfinished);
            openForAll(unfinished);
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.sync(directory);
            return new PostgresBinaries(home);
        } catch (IOException failed) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL could not be unpacked into " + home + " (" + failed.getMessage()
                            + "). It takes 60 MB; make room or make the directory writable, then start again.",
                    failed);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream file = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresException("The jar is damaged: binaries.properties is missing.", unreadable);
        }
    }

    private static InputStream archive() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        List<String> spellings = arch.equals("aarch64") || arch.equals("arm64")
                ? List.of("arm_64", "arm64v8", "aarch64")
                : List.of("x86_64", "amd64");
        return spellings.stream()
                .map(spelling -> "/postgres-" + system() + "-" + spelling + ".txz")
                .map(PostgresBinaries.class::getResourceAsStream)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException("This build carries no PostgreSQL for " + system()
                        + " on " + arch + ". Build it on such a machine, or name a database of your own with"
                        + " SPRING_DATASOURCE_URL."));
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive names a path outside of it: " + entry.getName());
                }
                unpack(entry, tar, path);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & 0100) != 0) {
            openForAll(path);
        }
    }

    /** The account that PostgreSQL runs as may be another than ours. */
    private static void openForAll(Path path) throws IOException {
        if (!WINDOWS) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void removeUnfinished(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.toList()) {
                if (child.getFileName().toString().startsWith(".pg-")) {
                    FileSystemUtils.deleteRecursively(child);
                }
            }
        }
    }
}
