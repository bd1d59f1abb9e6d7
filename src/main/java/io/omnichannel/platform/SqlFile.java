package io.omnichannel.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements of the module, one a file under {@code sql/}, named after what they do. */
public final class SqlFile {

    private SqlFile() {}

    /** @param name file name without folder and ending, {@code routes/…} for those that a route runs itself */
    public static String load(String name) {
        try (InputStream file = SqlFile.class.getResourceAsStream("/sql/" + name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("There is no statement sql/" + name + ".sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
