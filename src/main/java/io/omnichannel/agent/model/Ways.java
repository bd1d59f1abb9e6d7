package io.omnichannel.agent.model;

import io.omnichannel.platform.net.GuardedTunnel;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The two ways out to models: straight to where the operator said, and through the guard to where a tenant did. Connections
 * are kept by the JDK's client, as many to a host as are needed. HTTP/1.1: a stream has its connection for itself, so that
 * closing it disturbs no other and says at once to the model's server that nobody listens.
 */
final class Ways implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ModelSettings settings;
    private final HttpClient straight;
    private Optional<Guarded> guarded = Optional.empty();

    Ways(ModelSettings settings) {
        this.settings = settings;
        this.straight = client().build();
    }

    private record Guarded(GuardedTunnel tunnel, HttpClient client) {}

    HttpClient to(ModelEndpoint endpoint) {
        return endpoint.guarded() ? guarded() : straight;
    }

    /** Opened by the first tenant who needs it. */
    private synchronized HttpClient guarded() {
        if (guarded.isEmpty()) {
            GuardedTunnel tunnel = GuardedTunnel.open(settings.llmConnectTimeout());
            guarded = Optional.of(
                    new Guarded(tunnel, client().proxy(tunnel.proxy()).build()));
        }
        return guarded.get().client();
    }

    private HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.llmConnectTimeout())
                .executor(threads);
    }

    @Override
    public synchronized void close() {
        straight.shutdownNow();
        guarded.ifPresent(way -> {
            way.client().shutdownNow();
            way.tunnel().close();
        });
        threads.shutdownNow();
    }
}
