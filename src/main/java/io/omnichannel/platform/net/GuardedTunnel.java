package io.omnichannel.platform.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way out for addresses that somebody other than the operator named. A proxy inside the process, for HTTPS: it resolves
 * the name once, refuses unless every address behind it is allowed, and connects to exactly what it has checked, so that a
 * name which changes between the look and the step leads nowhere. TLS goes from end to end through it.
 */
public final class GuardedTunnel implements AutoCloseable {

    /** Turns a name into addresses. */
    @FunctionalInterface
    public interface Resolver {

        /** @throws UnknownHostException when there is nobody of that name */
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    private static final Pattern CONNECT = Pattern.compile("CONNECT \\[?([^\\s\\]]+)]?:(\\d{1,5}) HTTP/1\\.[01]");
    private static final int LONGEST_HEAD = 8_192;
    private static final int CHUNK = 16_384;
    private static final long BREATHER = 10_000_000;

    private final ServerSocket door;
    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final Duration connectTimeout;

    private GuardedTunnel(
            ServerSocket door, Resolver resolver, Predicate<InetAddress> allowed, Duration connectTimeout) {
        this.door = door;
        this.resolver = resolver;
        this.allowed = allowed;
        this.connectTimeout = connectTimeout;
    }

    /** To the public internet alone. */
    public static GuardedTunnel open(Duration connectTimeout) {
        return open(InetAddress::getAllByName, PublicAddress::isPublic, connectTimeout);
    }

    public static GuardedTunnel open(Resolver resolver, Predicate<InetAddress> allowed, Duration connectTimeout) {
        try {
            GuardedTunnel tunnel = new GuardedTunnel(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), resolver, allowed, connectTimeout);
            Thread.ofVirtual().name("tunnel").start(tunnel::accept);
            return tunnel;
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** For a client whose every connection is to go through here. */
    public ProxySelector proxy() {
        return ProxySelector.of(new InetSocketAddress(door.getInetAddress(), door.getLocalPort()));
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().name("tunnel-out").start(() -> serve(client));
            } catch (IOException closedOrOutOfFiles) {
                LockSupport.parkNanos(BREATHER);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            Matcher wanted = CONNECT.matcher(head(client.getInputStream()));
            if (!wanted.lookingAt()) {
                answer(client, "405 Only CONNECT");
                return;
            }
            InetAddress target = checked(wanted.group(1));
            if (target == null) {
                answer(client, "403 Address not allowed");
                return;
            }
            try (Socket server = connected(target, Integer.parseInt(wanted.group(2)))) {
                answer(client, "200 Connected");
                join(client, server);
            } catch (IOException | IllegalArgumentException unreachable) {
                answer(client, "502 Not reachable");
            }
        } catch (IOException gone) {
            // Whoever asked has hung up, and needs no answer.
        }
    }

    private Socket connected(InetAddress target, int port) throws IOException {
        Socket server = new Socket();
        server.setTcpNoDelay(true);
        server.connect(new InetSocketAddress(target, port), (int) connectTimeout.toMillis());
        return server;
    }

    /** Null when the name leads, or may lead, where it must not. */
    private InetAddress checked(String host) {
        try {
            InetAddress[] addresses = resolver.addressesOf(host);
            for (InetAddress address : addresses) {
                if (!allowed.test(address)) {
                    return null;
                }
            }
            return addresses[0];
        } catch (UnknownHostException nobody) {
            return null;
        }
    }

    private static void join(Socket client, Socket server) {
        Thread back = Thread.ofVirtual().name("tunnel-back").start(() -> pump(server, client));
        pump(client, server);
        try {
            back.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries bytes until either side ends, which ends both: half a TLS connection is none. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
            }
        } catch (IOException ended) {
            // As every connection does once.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("No request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException alreadyClosed) {
            // Nothing is left to close.
        }
    }
}
