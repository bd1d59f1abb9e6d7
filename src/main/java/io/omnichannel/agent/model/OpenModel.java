package io.omnichannel.agent.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;

/** A model that can be asked: its client, and whether its provider is being left alone. */
final class OpenModel {

    private final ModelEndpoint endpoint;
    private final StreamingChatModel chat;
    private final CircuitBreaker breaker;
    private volatile long pausedUntil = System.nanoTime();

    OpenModel(ModelEndpoint endpoint, StreamingChatModel chat, CircuitBreaker breaker) {
        this.endpoint = endpoint;
        this.chat = chat;
        this.breaker = breaker;
    }

    ModelEndpoint endpoint() {
        return endpoint;
    }

    StreamingChatModel chat() {
        return chat;
    }

    /** Asks for leave to ask; who gets it tells afterwards what came of it. */
    boolean mayBeAsked() {
        return System.nanoTime() - pausedUntil >= 0 && breaker.tryAcquirePermission();
    }

    void answered(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, ModelFailure failure) {
        if (!failure.isTheProviders()) {
            breaker.releasePermission();
            return;
        }
        if (failure.retryAfter().isPositive()) {
            pausedUntil = System.nanoTime() + failure.retryAfter().toNanos();
        }
        breaker.onError(
                nanos, TimeUnit.NANOSECONDS, new BrokenStream(failure.kind().name()));
    }

    /** Nobody waited for its answer. */
    void notNeeded() {
        breaker.releasePermission();
    }

    @Override
    public String toString() {
        return endpoint.name();
    }
}
