package io.omnichannel.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive connection that costs the generator almost nothing: requests are bytes made before, answers are skimmed. */
final class HttpConnection implements Closeable {

    private static final int MOST_BYTES = 1 << 18;
    private static final int PATIENCE_MS = 20_000;

    private final int port;
    private final byte[] buffer = new byte[MOST_BYTES];
    private int length;
    private int bodyAt;
    private Socket socket;

    private HttpConnection(int port) throws IOException {
        this.port = port;
        connect();
    }

    static HttpConnection to(int port) throws IOException {
        return new HttpConnection(port);
    }

    private void connect() throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
    }

    static byte[] get(int port, String path) {
        return request("GET", port, path, "", "");
    }

    /** @param headers whole lines, each with its end */
    static byte[] post(int port, String path, String headers, String body) {
        return request("POST", port, path, headers, body);
    }

    static byte[] request(String method, int port, String path, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers
                + (method.equals("GET") ? "" : "Content-Length: " + content.length + "\r\n") + "\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a request and reads the whole answer. @return its status */
    int exchange(byte[] request) throws IOException {
        if (socket.isClosed()) {
            connect();
        }
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        length = 0;
        bodyAt = -1;
        int end = -1;
        boolean chunked = false;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new EOFException("The server closed the connection");
            }
            length += read;
            if (bodyAt < 0 && (bodyAt = endOfHead()) >= 0) {
                String head = head();
                chunked = head.contains("\r\ntransfer-encoding: chunked");
                end = bodyAt + contentLength(head);
            }
            if (bodyAt >= 0 && (chunked ? endsWithLastChunk() : length >= end)) {
                if (head().contains("\r\nconnection: close")) {
                    socket.close();
                }
                return Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Of the last answer, chunk sizes included where it had some. */
    String body() {
        return new String(buffer, bodyAt, length - bodyAt, StandardCharsets.UTF_8);
    }

    String head() {
        return new String(buffer, 0, bodyAt, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    private static int contentLength(String head) {
        int at = head.indexOf("\r\ncontent-length: ");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 18, head.indexOf('\r', at + 2)));
    }

    private int endOfHead() {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private boolean endsWithLastChunk() {
        return length - bodyAt >= 5
                && new String(buffer, length - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
