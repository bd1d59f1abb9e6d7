package io.omnichannel.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The client's side of RFC 6455, text frames only: one virtual thread a socket, a few kilobytes, and every close code. The
 * JDK's own refuses to send 1007, which is what Twilio closes with after ten malformed messages.
 */
final class RelaySocket {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_BYTES = 1 << 20;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int HANDSHAKE_MILLIS = 15_000;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** Whoever takes what comes; both are called on the socket's thread. */
    interface Receiver {

        void received(String text);

        /** Once, last of all. @param code the server's, 1006 when the connection just ended */
        void closed(int code);
    }

    /** The server answered the handshake, but not by 101. */
    static final class Refused extends IOException {
        final int status;

        Refused(int status) {
            super("The handshake was answered with " + status);
            this.status = status;
        }
    }

    private final Socket socket;
    private final DataInputStream in;
    private final ReentrantLock sending = new ReentrantLock();

    private RelaySocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
    }

    /** @throws Refused when the server does not want it */
    static RelaySocket open(URI url, Map<String, String> headers) throws IOException {
        boolean tls = url.getScheme().equals("wss");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
            plain.setTcpNoDelay(true);
            RelaySocket relay = new RelaySocket(tls ? secured(plain, url.getHost(), port) : plain);
            relay.shakeHands(url, headers);
            return relay;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** Starts to receive. */
    void listen(Receiver receiver) {
        Thread.ofVirtual().name("relay-socket").start(() -> receiver.closed(receive(receiver)));
    }

    void send(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        try {
            write(
                    CLOSE,
                    ByteBuffer.allocate(2 + text.length)
                            .putShort((short) code)
                            .put(text)
                            .array());
            socket.setSoTimeout(CONNECT_MILLIS);
        } catch (IOException gone) {
            abort();
        }
    }

    /** As when the line is cut: no close frame. */
    void abort() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed, which was the wish.
        }
    }

    private int receive(Receiver receiver) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length(in.readUnsignedByte()));
                switch (head & 0x0f) {
                    case TEXT, CONTINUATION -> {
                        message.writeBytes(payload);
                        if ((head & FINAL) != 0) {
                            receiver.received(message.toString(StandardCharsets.UTF_8));
                            message.reset();
                        }
                    }
                    case PING -> write(PONG, payload);
                    case PONG -> {}
                    case CLOSE -> {
                        write(CLOSE, payload);
                        return payload.length < 2
                                ? 1005
                                : ByteBuffer.wrap(payload).getShort();
                    }
                    default -> throw new IOException("The server sent a frame that is not text");
                }
            }
        } catch (IOException gone) {
            return 1006;
        } finally {
            abort();
        }
    }

    private int length(int second) throws IOException {
        long length =
                switch (second & 0x7f) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> second & 0x7f;
                };
        if ((second & MASKED) != 0 || length < 0 || length > MAX_BYTES) {
            throw new IOException("The server sent a masked or a huge frame");
        }
        return (int) length;
    }

    private void write(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        byte[] mask = ByteBuffer.allocate(4)
                .putInt(ThreadLocalRandom.current().nextInt())
                .array();
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i & 3]));
        }
        sending.lock();
        try {
            socket.getOutputStream().write(frame.array(), 0, frame.position());
        } finally {
            sending.unlock();
        }
    }

    private void shakeHands(URI url, Map<String, String> headers) throws IOException {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        String key = Base64.getEncoder().encodeToString(nonce);
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder request = new StringBuilder("GET ")
                .append(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.getRawAuthority())
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13")
                .append("\r\nSec-WebSocket-Key: ")
                .append(key);
        headers.forEach((name, value) ->
                request.append("\r\n").append(name).append(": ").append(value));
        socket.setSoTimeout(HANDSHAKE_MILLIS);
        socket.getOutputStream().write(request.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        String status = line();
        boolean proven = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            proven |= header.regionMatches(true, 0, "Sec-WebSocket-Accept:", 0, 21)
                    && header.substring(21).strip().equals(accept(key));
        }
        if (!status.startsWith("HTTP/1.1 101 ")) {
            throw new Refused(status.matches("HTTP/1.1 \\d{3}.*") ? Integer.parseInt(status.substring(9, 12)) : 0);
        }
        if (!proven) {
            throw new IOException("The server did not prove that it speaks websocket");
        }
        socket.setSoTimeout(0);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server closed the connection during the handshake");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-1", impossible);
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }
}
