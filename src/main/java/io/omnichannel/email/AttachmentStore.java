package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;

/** Keeps files by what they contain: the same bytes are kept once. What it returned is on the disk. */
public interface AttachmentStore {

    /**
     * Something kept.
     *
     * @param sha256 of the bytes, 64 hex digits: its name
     * @param size in bytes
     */
    record Content(String sha256, long size) {}

    /** Keeps a stream to its end, never whole in memory; the caller closes it. */
    Content put(InputStream content) throws IOException;

    /**
     * What was kept; the caller closes it.
     *
     * @throws java.nio.file.NoSuchFileException when nothing is kept under that name
     * @throws IllegalArgumentException when it is no such name
     */
    InputStream open(String sha256) throws IOException;

    /**
     * Nobody needs it any more.
     *
     * @return whether it was there
     */
    boolean remove(String sha256) throws IOException;
}
