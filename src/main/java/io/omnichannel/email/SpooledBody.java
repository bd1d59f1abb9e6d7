package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A request's body in a temporary file, which goes when this is closed. */
public final class SpooledBody implements AutoCloseable {

    private final Path file;
    private final long size;
    private final String sha256;

    SpooledBody(Path file, long size, String sha256) {
        this.file = file;
        this.size = size;
        this.sha256 = sha256;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Of the raw bytes, in hex. */
    public String sha256() {
        return sha256;
    }

    /** From the first byte, as often as wanted; the caller closes it. */
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    /** Deletes the file; a second call does nothing. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return "SpooledBody[" + size + " bytes]";
    }
}
