package io.omnichannel.voices;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that does something once when it is closed. */
final class ClosingStream extends FilterInputStream {

    private final Runnable closed;
    private boolean over;

    ClosingStream(InputStream bytes, Runnable closed) {
        super(bytes);
        this.closed = closed;
    }

    @Override
    public void close() throws IOException {
        if (over) {
            return;
        }
        over = true;
        try {
            super.close();
        } finally {
            closed.run();
        }
    }
}
