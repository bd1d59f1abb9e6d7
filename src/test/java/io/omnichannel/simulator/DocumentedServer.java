package io.omnichannel.simulator;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A server of a few lines that speaks TwiML and relay frames, right or wrong, as a test tells it. */
public final class DocumentedServer implements AutoCloseable {

    public record Request(String target, Map<String, String> headers, Map<String, String> form) {}

    public record Page(int status, String contentType, byte[] body) {
        public static Page twiml(String body) {
            return new Page(200, "text/xml", body.getBytes(StandardCharsets.UTF_8));
        }

        public static Page empty(int status) {
            return new Page(status, "", new byte[0]);
        }
    }

    public final LinkedBlockingDeque<Request> requests = new LinkedBlockingDeque<>();
    public final LinkedBlockingDeque<Request> handshakes = new LinkedBlockingDeque<>();
    public final LinkedBlockingDeque<String> received = new LinkedBlockingDeque<>();
    public final LinkedBlockingDeque<Integer> closeCodes = new LinkedBlockingDeque<>();
    public final LinkedBlockingDeque<Peer> peers = new LinkedBlockingDeque<>();
    public volatile int handshakeStatus = 101;

    private final ServerSocket listening = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
    private final Function<Request, Page> pages;
    private final BiConsumer<Peer, String> agent;

    /** @param agent gets every text frame of Twilio's */
    public DocumentedServer(Function<Request, Page> pages, BiConsumer<Peer, String> agent) throws IOException {
        this.pages = pages;
        this.agent = agent;
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    public String socketUrl() {
        return "ws://127.0.0.1:" + listening.getLocalPort() + "/relay";
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 512));
            Request request = read(in);
            if (request.headers().containsKey("sec-websocket-key")) {
                upgrade(socket, in, request);
            } else {
                requests.add(request);
                answer(socket.getOutputStream(), pages.apply(request));
            }
        } catch (IOException gone) {
            // The client's business.
        }
    }

    private static Request read(DataInputStream in) throws IOException {
        String target = line(in).split(" ")[1];
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            String[] sides = pair.split("=", 2);
            if (sides.length == 2) {
                form.put(decoded(sides[0]), decoded(sides[1]));
            }
        }
        return new Request(target, headers, form);
    }

    private static void answer(OutputStream out, Page page) throws IOException {
        String type = page.contentType().isEmpty() ? "" : "Content-Type: " + page.contentType() + "\r\n";
        out.write(("HTTP/1.1 " + page.status() + " X\r\nConnection: close\r\n" + type + "Content-Length: "
                        + page.body().length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.write(page.body());
        out.flush();
    }

    private void upgrade(Socket socket, DataInputStream in, Request request) throws IOException {
        handshakes.add(request);
        if (handshakeStatus != 101) {
            answer(socket.getOutputStream(), Page.empty(handshakeStatus));
            return;
        }
        String accept = accept(request.headers().get("sec-websocket-key"));
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        Peer peer = new Peer(socket);
        peers.add(peer);
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            if (opcode == 8) {
                closeCodes.add((int) ByteBuffer.wrap(payload).getShort());
                peer.close(ByteBuffer.wrap(payload).getShort());
                return;
            }
            received.add(new String(payload, StandardCharsets.UTF_8));
            agent.accept(peer, new String(payload, StandardCharsets.UTF_8));
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The server's end of a socket. */
    public record Peer(Socket socket) {

        public void say(String token, boolean last) {
            send(StrictJson.JSON
                    .createObjectNode()
                    .put("type", "text")
                    .put("token", token)
                    .put("last", last)
                    .toString());
        }

        public void send(String text) {
            write(1, text.getBytes(StandardCharsets.UTF_8));
        }

        public void close(int code) {
            write(8, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        public void abort() {
            try {
                socket.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        private synchronized void write(int opcode, byte[] payload) {
            ByteBuffer frame = ByteBuffer.allocate(4 + payload.length).put((byte) (0x80 | opcode));
            if (payload.length < 126) {
                frame.put((byte) payload.length);
            } else {
                frame.put((byte) 126).putShort((short) payload.length);
            }
            frame.put(payload);
            try {
                socket.getOutputStream().write(frame.array(), 0, frame.position());
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
