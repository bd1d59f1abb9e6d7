package io.omnichannel.platform.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omnichannel.platform.net.GuardedTunnel.Resolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 127.0.0.2 plays the public internet here, and every other address what must not be reached. */
class GuardedTunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ServerSocket outside;
    private final AtomicInteger reached = new AtomicInteger();

    @BeforeEach
    void open() throws IOException {
        outside = new ServerSocket(0, 5, address("127.0.0.2"));
        Thread.ofVirtual().start(this::echo);
    }

    @AfterEach
    void close() throws IOException {
        outside.close();
    }

    @Test
    void carriesBytesToAnAllowedAddressAndBack() throws IOException {
        try (GuardedTunnel tunnel = tunnel(host -> all("127.0.0.2"));
                Socket client = connect(tunnel)) {
            assertThat(request(client, "CONNECT api.example.com:" + outside.getLocalPort() + " HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");

            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }
    }

    @Test
    void connectsToWhatItHasCheckedAndDoesNotAskTwice() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Resolver rebinding = host -> all(asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1");
        try (GuardedTunnel tunnel = tunnel(rebinding);
                Socket client = connect(tunnel)) {
            request(client, "CONNECT rebind.example.com:" + outside.getLocalPort() + " HTTP/1.1\r\n\r\n");

            await().until(() -> reached.get() == 1);
            assertThat(asked).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"})
    void refusesAnAddressThatIsNotAllowed(String address) throws IOException {
        try (GuardedTunnel tunnel = tunnel(host -> all(address));
                Socket client = connect(tunnel)) {
            assertThat(request(client, "CONNECT evil.example.com:443 HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void refusesANameThatLeadsToBoth() throws IOException {
        try (GuardedTunnel tunnel =
                        tunnel(host -> new InetAddress[] {address("127.0.0.2"), address("169.254.169.254")});
                Socket client = connect(tunnel)) {
            assertThat(request(client, "CONNECT both.example.com:443 HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(reached).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://127.0.0.2/ HTTP/1.1\r\n\r\n",
                "CONNECT 127.0.0.2 HTTP/1.1\r\n\r\n",
                "CONNECT a b:443 HTTP/1.1\r\n\r\n"
            })
    void doesNothingElse(String request) throws IOException {
        try (GuardedTunnel tunnel = tunnel(host -> all("127.0.0.2"));
                Socket client = connect(tunnel)) {
            assertThat(request(client, request)).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void endsBothSidesWhenOneEnds() throws IOException {
        try (GuardedTunnel tunnel = tunnel(host -> all("127.0.0.2"))) {
            Socket client = connect(tunnel);
            request(client, "CONNECT api.example.com:" + outside.getLocalPort() + " HTTP/1.1\r\n\r\n");
            await().until(() -> reached.get() == 1);

            client.close();

            await().until(() -> reached.get() == 0);
        }
    }

    private void echo() {
        while (!outside.isClosed()) {
            try (Socket socket = outside.accept()) {
                reached.incrementAndGet();
                socket.getInputStream().transferTo(socket.getOutputStream());
                reached.decrementAndGet();
            } catch (IOException closed) {
                reached.set(0);
            }
        }
    }

    private static GuardedTunnel tunnel(Resolver resolver) {
        return GuardedTunnel.open(resolver, address -> address.getHostAddress().equals("127.0.0.2"), PATIENCE);
    }

    private static Socket connect(GuardedTunnel tunnel) throws IOException {
        InetSocketAddress door = (InetSocketAddress)
                tunnel.proxy().select(URI.create("https://any")).getFirst().address();
        Socket client = new Socket(door.getAddress(), door.getPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private static String request(Socket client, String request) throws IOException {
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = client.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n")) {
            answer.append((char) in.read());
        }
        return answer.toString();
    }

    private static InetAddress[] all(String address) throws UnknownHostException {
        return new InetAddress[] {address(address)};
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal);
    }
}
