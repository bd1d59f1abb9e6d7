package io.omnichannel.agent.model;

import io.omnichannel.platform.net.GuardedTunnel.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks a name up for somebody who cannot wait. A look goes on for as long as a name server is silent, so only a few are
 * under way at a time. Thread-safe.
 */
final class NameLookup {

    private static final int AT_A_TIME = 8;

    private static final Executor THREADS =
            look -> Thread.ofVirtual().name("name-lookup").start(look);

    private final Resolver resolver;
    private final Duration patience;
    private final Semaphore free = new Semaphore(AT_A_TIME);

    NameLookup(Resolver resolver, Duration patience) {
        this.resolver = resolver;
        this.patience = patience;
    }

    /** Every address behind a name; none where nobody says so in time. */
    List<InetAddress> addressesOf(String host) {
        if (!free.tryAcquire()) {
            return List.of();
        }
        CompletableFuture<List<InetAddress>> look = CompletableFuture.supplyAsync(() -> look(host), THREADS);
        try {
            return look.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException unknown) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<InetAddress> look(String host) {
        try {
            return List.of(resolver.addressesOf(host));
        } catch (UnknownHostException nobody) {
            return List.of();
        } finally {
            free.release();
        }
    }
}
