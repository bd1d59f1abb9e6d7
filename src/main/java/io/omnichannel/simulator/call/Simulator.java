package io.omnichannel.simulator.call;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Dials, for tests, benchmarks and the terminal: each call goes on beside the others, and knows the server only by its
 * webhooks. One is enough for a thousand calls at once. Safe for several threads.
 */
public final class Simulator implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(threads)
            .build();

    /** Dials; returns at once, the call goes on beside the caller. */
    public SimulatedCall call(CallSetup setup) {
        SimulatedCall call = new SimulatedCall(setup, webhooks(setup.account));
        threads.execute(call::run);
        return call;
    }

    /** The account's signed webhooks without a call around them. */
    public Webhooks webhooks(TwilioAccount account) {
        return new Webhooks(http, account);
    }

    public HttpClient http() {
        return http;
    }

    /** Ends at once; calls that still go on fail. */
    @Override
    public void close() {
        http.shutdownNow();
        threads.shutdownNow();
    }
}
