package io.omnichannel.simulator.voices;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The three providers on one free port of this machine, each under a path of its own. */
public final class VoiceProviders implements AutoCloseable {

    public final ElevenLabsDouble elevenLabs = new ElevenLabsDouble();
    public final AmazonDouble amazon = new AmazonDouble();
    public final GoogleDouble google = new GoogleDouble();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public VoiceProviders() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        serve("/elevenlabs", elevenLabs);
        serve("/amazon", amazon);
        serve("/google", google);
        server.setExecutor(threads);
        server.start();
    }

    /** @param provider {@code elevenlabs}, {@code amazon} or {@code google} */
    public URI baseUrl(String provider) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + provider);
    }

    public void reset() {
        List.of(elevenLabs, amazon, google).forEach(ProviderDouble::reset);
    }

    /** What broke any provider's rules. */
    public List<String> violations() {
        return List.of(elevenLabs, amazon, google).stream()
                .flatMap(provider -> provider.violations().stream())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(String base, ProviderDouble provider) {
        server.createContext(base, http -> {
            try (http) {
                Asked asked = Asked.of(http, base);
                Reply reply = provider.next(asked);
                try {
                    provider.awaitAnswer();
                    if (!provider.hangsUp) {
                        send(http, provider, reply);
                    }
                } finally {
                    provider.over(asked, reply.status());
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void send(HttpExchange http, ProviderDouble provider, Reply reply)
            throws IOException, InterruptedException {
        http.getResponseHeaders().set("Content-Type", reply.contentType());
        reply.headers().forEach(http.getResponseHeaders()::set);
        if (provider.breaksOff && reply.pieces().length > 1) {
            // More is promised than comes: with chunks the end would look like one.
            http.sendResponseHeaders(reply.status(), Integer.MAX_VALUE);
            http.getResponseBody().write(reply.pieces()[0]);
            http.getResponseBody().flush();
            throw new IOException("The line is cut");
        }
        http.sendResponseHeaders(reply.status(), 0);
        OutputStream out = http.getResponseBody();
        for (int i = 0; i < reply.pieces().length; i++) {
            if (i > 0) {
                provider.awaitPiece();
            } else if (reply.isSound()) {
                provider.soundNanos = System.nanoTime();
            }
            out.write(reply.pieces()[i]);
            out.flush();
        }
    }
}
