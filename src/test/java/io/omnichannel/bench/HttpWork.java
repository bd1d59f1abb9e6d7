package io.omnichannel.bench;

import java.io.IOException;
import java.util.function.Supplier;

/** Requests over one connection; anything but the expected answer ends the benchmark. */
final class HttpWork implements ClosedLoop.Work {

    private final HttpConnection http;
    private final Supplier<byte[]> requests;
    private final int expected;

    /** @param requests the next one, or null when there are no more */
    HttpWork(int port, Supplier<byte[]> requests, int expected) throws IOException {
        this.http = HttpConnection.to(port);
        this.requests = requests;
        this.expected = expected;
    }

    @Override
    public boolean once() throws IOException {
        byte[] request = requests.get();
        if (request == null) {
            return false;
        }
        int status = http.exchange(request);
        if (status != expected) {
            throw new IOException("Answered with " + status + ": " + http.body());
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
