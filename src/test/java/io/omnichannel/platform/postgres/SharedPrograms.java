package io.omnichannel.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts a test's server with programs that are unpacked once for all tests, because that takes seconds. */
public final class SharedPrograms {

    private static final Path HOME = Path.of("target", "test-programs");

    private SharedPrograms() {}

    public static EmbeddedPostgres start(Path data) {
        try {
            Files.createDirectories(HOME);
            return EmbeddedPostgres.start(data, HOME);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
