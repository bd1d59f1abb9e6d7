package io.omnichannel.camel.tool;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The REST API of a business. Fails as often as it is told to; knows all but "nothing", and tells too much of "everything". */
@TestComponent
class LookupDouble implements DynamicPropertyRegistrar, AutoCloseable {

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int failures;

    LookupDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void accept(DynamicPropertyRegistry registry) {
        registry.add(
                "omnichannel.tools.lookup-url",
                () -> "http://127.0.0.1:" + server.getAddress().getPort() + "/search");
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        boolean fails = failures > 0;
        failures = Math.max(0, failures - 1);
        boolean nothing = exchange.getRequestURI().toString().contains("nothing");
        boolean everything = exchange.getRequestURI().toString().contains("everything");
        byte[] body =
                (everything ? "x".repeat(3_000_000) : "{\"status\":\"on its way\"}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(fails ? 500 : nothing ? 404 : 200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers 500 so often. */
    void fails(int times) {
        failures = times;
    }

    /** {@code GET /path?query authorization}, and forgets it. */
    List<String> asked() {
        List<String> copy = List.copyOf(asked);
        asked.clear();
        return copy;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
