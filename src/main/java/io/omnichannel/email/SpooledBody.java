package io.omnichannel.email;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A request's body in a file without a name: the disk has it back when this is closed, forgotten, or the process killed
 * (where the system cannot do that, when this is closed).
 */
public final class SpooledBody implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final FileChannel file;

    SpooledBody(FileChannel file) {
        this.file = file;
    }

    /** From the first byte, as often as wanted until this is closed. */
    public InputStream open() {
        return new BufferedInputStream(new Reading(file), BUFFER);
    }

    /** Gives the disk back; a second call does nothing. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Has a place of its own in the file. */
    private static final class Reading extends InputStream {

        private final FileChannel file;
        private long at;

        Reading(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, offset, length), at);
            at += Math.max(0, read);
            return read;
        }
    }
}
