package io.omnichannel.email;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Unfinished files of a process that was killed. */
final class Leftovers {

    // Another node may share the directory and be writing right now.
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private Leftovers() {}

    static void sweep(Path directory, String glob, Instant now) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        Instant limit = now.minus(FORGOTTEN);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, glob)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
