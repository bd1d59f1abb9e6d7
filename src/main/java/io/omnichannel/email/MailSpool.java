package io.omnichannel.email;

import io.omnichannel.platform.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

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
     * @throws OversizedMail as soon as the limit is passed
     */
    SpooledBody take(InputStream body) throws IOException {
        PrivateFile.createDirectories(directory);
        // Made with mode 0600 where modes exist.
        Path name = Files.createTempFile(directory, "mail-", SUFFIX);
        FileChannel file = FileChannel.open(
                name, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean whole = false;
        try {
            copy(body, file);
            whole = true;
            return new SpooledBody(file);
        } finally {
            if (!whole) {
                file.close();
            }
        }
    }

    /** Removes what a process left that was killed between two system calls, or where names stay until the end. */
    void sweep(Instant now) throws IOException {
        Leftovers.sweep(directory, "*" + SUFFIX, now);
    }

    private void copy(InputStream body, FileChannel file) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        long size = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            size += read;
            if (size > maxBytes) {
                throw new OversizedMail(maxBytes);
            }
            for (ByteBuffer left = ByteBuffer.wrap(buffer, 0, read); left.hasRemaining(); ) {
                file.write(left);
            }
        }
    }
}
