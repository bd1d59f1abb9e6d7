package io.omnichannel.agent.model;

import io.omnichannel.platform.net.GuardedTunnel;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The two ways out to models: straight to where the operator said, and through the guard to where a tenant did. Connections
 * are kept by the JDK's client, as many to a host as are needed. HTTP/1.1: a stream has its connection for itself, so that
 * closing it disturbs no other and says at once to the model's server that nobody listens.
 */
final class Ways implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GuardedTunnel tunnel;
    private final HttpClient straight;
    private final HttpClient guarded;

    Ways(ModelSettings settings, GuardedTunnel tunnel) {
        this.tunnel = tunnel;
        this.straight = client(settings).build();
        this.guarded = client(settings).proxy(tunnel.proxy()).build();
    }

    HttpClient to(ModelEndpoint endpoint) {
        return endpoint.guarded() ? guarded : straight;
    }

    private HttpClient.Builder client(ModelSettings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.llmConnectTimeout())
                .executor(threads);
    }

    @Override
    public void close() {
        straight.shutdownNow();
        guarded.shutdownNow();
        tunnel.close();
        threads.shutdownNow();
    }
}
