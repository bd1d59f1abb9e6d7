package io.omnichannel.voices;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stream that is written to a file while somebody reads it. A disk that is full spoils the copy and never the listening.
 */
final class RecordingStream extends FilterInputStream {

    /** Is told once whether the whole of it is on disk. */
    interface End {
        void reached(boolean whole);
    }

    private final Path file;
    private final End end;
    private OutputStream copy;
    private boolean over;

    RecordingStream(InputStream bytes, Path file, End end) throws IOException {
        super(bytes);
        this.file = file;
        this.end = end;
        this.copy = Files.newOutputStream(file);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            finish(true);
        } else {
            write(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            finish(false);
        }
    }

    private void write(byte[] buffer, int offset, int length) {
        if (copy == null) {
            return;
        }
        try {
            copy.write(buffer, offset, length);
        } catch (IOException full) {
            drop();
        }
    }

    private void finish(boolean all) {
        if (over) {
            return;
        }
        over = true;
        boolean whole = drop() && all;
        if (!whole) {
            remove();
        }
        end.reached(whole);
    }

    /** @return whether all that was written is on disk */
    private boolean drop() {
        if (copy == null) {
            return false;
        }
        try (OutputStream written = copy) {
            copy = null;
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            // Whatever is unfinished is removed at the next start.
        }
    }
}
