package io.omnichannel.email;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Where a body waits, on disk, until its signature is checked and it is read. Safe for many threads. */
final class MailSpool {

    private static final String SUFFIX = ".spool";

    private final Path directory;
    private final long maxBytes;

    MailSpool(Path directory, long maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /**
     * Copies a body to a file of its own, a buffer at a time.
     *
     * @param signed is fed every byte
     * @throws OversizedMail as soon as the limit is passed
     */
    SpooledBody take(InputStream body, MessageDigest signed) throws IOException {
        PrivateFile.createDirectories(directory);
        // Made with mode 0600 where modes exist.
        Path file = Files.createTempFile(directory, "mail-", SUFFIX);
        boolean whole = false;
        try {
            MessageDigest content = SendGridSignature.sha256();
            long size = copy(body, file, signed, content);
            whole = true;
            return new SpooledBody(file, size, HexFormat.of().formatHex(content.digest()));
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes what a killed process left. */
    void sweep() throws IOException {
        Leftovers.sweep(directory, "*" + SUFFIX);
    }

    private long copy(InputStream body, Path file, MessageDigest signed, MessageDigest content) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > maxBytes) {
                    throw new OversizedMail(maxBytes);
                }
                signed.update(buffer, 0, read);
                content.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return size;
    }
}
