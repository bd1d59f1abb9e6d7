package io.omnichannel.camel;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * A request whose body is read once, by the route. Camel makes every other stream re-readable by reading it whole into
 * memory before the route begins; one that says it is re-readable already it leaves alone.
 */
final class StreamedRequest extends HttpServletRequestWrapper {

    private ServletInputStream body;

    StreamedRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new ReadOnce(super.getInputStream());
        }
        return body;
    }

    private static final class ReadOnce extends ServletInputStream implements StreamCache {

        private final ServletInputStream inner;

        ReadOnce(ServletInputStream inner) {
            this.inner = inner;
        }

        @Override
        public int read() throws IOException {
            return inner.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return inner.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return inner.isFinished();
        }

        @Override
        public boolean isReady() {
            return inner.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            inner.setReadListener(listener);
        }

        /** Camel asks for it between steps; what was read is gone all the same. */
        @Override
        public synchronized void reset() {
            // Nothing to go back to.
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            transferTo(out);
        }

        @Override
        public StreamCache copy(Exchange exchange) {
            throw new UnsupportedOperationException("This body is read once");
        }

        @Override
        public boolean inMemory() {
            return false;
        }

        @Override
        public long length() {
            return 0;
        }

        @Override
        public long position() {
            return -1;
        }
    }
}
