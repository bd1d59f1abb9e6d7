package io.omnichannel.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** Small files and directories that only the account we run as may read: passwords, keys, data. */
public final class PrivateFile {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFile() {}

    /**
     * The file's text; written first, whole or not at all, when there is none or an empty one.
     *
     * @param secret called only when the file is missing or empty
     * @throws UncheckedIOException when the file can be neither read nor made
     */
    public static String readOrCreate(Path file, Supplier<String> secret) {
        try {
            if (Files.notExists(file) || Files.size(file) == 0) {
                createDirectories(file.toAbsolutePath().getParent());
                Path unfinished = Files.createTempFile(
                        file.toAbsolutePath().getParent(), "." + file.getFileName(), ".new", modes("rw-------"));
                Files.writeString(unfinished, secret.get() + "\n");
                sync(unfinished);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Makes a directory with mode 0700, and those above it, where they are missing. */
    public static void createDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, modes("rwx------"));
        }
    }

    /** Waits until a file, or the names in a directory, are on the disk. */
    public static void sync(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (POSIX) {
                try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
                    names.force(true);
                }
            }
            return;
        }
        try (FileChannel content = FileChannel.open(path, StandardOpenOption.WRITE)) {
            content.force(true);
        }
    }

    private static FileAttribute<?>[] modes(String modes) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(modes))}
                : new FileAttribute<?>[0];
    }
}
