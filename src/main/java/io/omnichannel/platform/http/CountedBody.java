package io.omnichannel.platform.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body stops with an error at a limit; the error page then answers 413. */
final class CountedBody extends HttpServletRequestWrapper {

    /** Set on a request whose body went over its limit. */
    static final String TOO_LARGE = CountedBody.class.getName();

    private final long limit;
    private ServletInputStream stream;

    private CountedBody(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    static CountedBody of(HttpServletRequest request, long limit) {
        return new CountedBody(request, limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (stream == null) {
            stream = new Counting(super.getInputStream());
        }
        return stream;
    }

    private final class Counting extends ServletInputStream {

        private final ServletInputStream inner;
        private long count;

        private Counting(ServletInputStream inner) {
            this.inner = inner;
        }

        private int counted(int result, long bytes) throws IOException {
            count += result < 0 ? 0 : bytes;
            if (count > limit) {
                setAttribute(TOO_LARGE, true);
                throw new IOException("The body has more than " + limit + " bytes");
            }
            return result;
        }

        @Override
        public int read() throws IOException {
            return counted(inner.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = inner.read(buffer, offset, length);
            return counted(read, read);
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
    }
}
