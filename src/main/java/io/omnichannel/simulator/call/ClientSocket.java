package io.omnichannel.simulator.call;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
final class ClientSocket {

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_BYTES = 1 << 20;
    private static final int CONNECT_MILLIS = 5_000;

    /** Whoever takes what comes; both are called on the socket's thread. */
    interface Receiver {

        void received(String text);

        /** Once, last of all. @param code the server's, 1006 when the connection just ended */
        void closed(int code);
    }

    private final Socket socket;
    private final DataInputStream in;
    private final ReentrantLock sending = new ReentrantLock();

    private ClientSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
    }

    /** @throws ClientHandshake.Refused when the server does not want it */
    static ClientSocket open(URI url, Map<String, String> headers) throws IOException {
        boolean tls = url.getScheme().equals("wss");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
            plain.setTcpNoDelay(true);
            ClientSocket relay = new ClientSocket(tls ? secured(plain, url.getHost(), port) : plain);
            new ClientHandshake(relay.socket, relay.in).with(url, headers);
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

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket secured =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        return secured;
    }
}
