package io.omnichannel.simulator.call;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** How a client opens a websocket, RFC 6455, section 4.1. */
final class ClientHandshake {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** The server answered, but not by 101. */
    static final class Refused extends IOException {
        final int status;

        Refused(int status) {
            super("The handshake was answered with " + status);
            this.status = status;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    ClientHandshake(Socket socket, DataInputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** @throws Refused when the server does not want it */
    void with(URI url, Map<String, String> headers) throws IOException {
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
        socket.setSoTimeout(PATIENCE_MILLIS);
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
}
