package io.omnichannel.agent.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * langchain4j's way out, over the JDK's client: a request runs from its first byte to its last on the thread that makes it,
 * which is a virtual one of its own. So no stream waits for another's thread, and whoever interrupts that thread closes the
 * connection in whatever phase it is.
 */
final class StreamingHttp implements HttpClient {

    private static final int LONGEST_ERROR = 65_536;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    /** How long a server may keep a connection busy behind its last event before it is closed instead of used again. */
    private static final long LINGER_SECONDS = 1;

    private final java.net.http.HttpClient http;

    StreamingHttp(java.net.http.HttpClient http) {
        this.http = http;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = http.send(jdk(request), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = new String(body.readNBytes(EventReader.LONGEST_EVENT), StandardCharsets.UTF_8);
                if (response.statusCode() / 100 != 2) {
                    throw RefusedRequest.of(response.statusCode(), response.headers(), text);
                }
                return opened(response, text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while the model was asked", stopped);
        }
    }

    /** Streams on the calling thread, and comes back when the stream has ended. The parser is ours in any case. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        try {
            HttpResponse<InputStream> response = http.send(jdk(request), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    String text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
                    listener.onError(RefusedRequest.of(response.statusCode(), response.headers(), text));
                    return;
                }
                listener.onOpen(opened(response, ""));
                stream(body, listener);
            }
        } catch (IOException | RuntimeException failed) {
            listener.onError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            listener.onError(stopped);
        }
    }

    private static void stream(InputStream body, ServerSentEventListener listener) throws IOException {
        boolean[] done = new boolean[1];
        EventDialect dialect = new EventDialect();
        try {
            new EventReader().read(body, event -> {
                if (event.data().equals("[DONE]")) {
                    done[0] = true;
                    listener.onClose();
                    closeSoon(body);
                    return false;
                }
                for (ServerSentEvent plain : dialect.read(event)) {
                    listener.onEvent(plain);
                }
                return true;
            });
        } catch (IOException ended) {
            // What breaks behind the end breaks nothing.
            if (!done[0]) {
                throw ended;
            }
        }
        if (!done[0]) {
            listener.onClose();
        }
    }

    private static void closeSoon(InputStream body) {
        CompletableFuture.delayedExecutor(LINGER_SECONDS, TimeUnit.SECONDS).execute(() -> {
            try {
                body.close();
            } catch (IOException alreadyGone) {
                // Then there is nothing to close.
            }
        });
    }

    private static java.net.http.HttpRequest jdk(HttpRequest request) {
        try {
            java.net.http.HttpRequest.Builder jdk = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                    .timeout(LONGEST_ANSWER)
                    .method(
                            request.method().name(),
                            request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
            request.headers().forEach((name, values) -> values.forEach(value -> jdk.header(name, value)));
            return jdk.build();
        } catch (IllegalArgumentException quoting) {
            // It quotes what it does not like, and that may be the key.
            throw RefusedRequest.unsendable();
        }
    }

    private static SuccessfulHttpResponse opened(HttpResponse<?> response, String body) {
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(body)
                .build();
    }
}
