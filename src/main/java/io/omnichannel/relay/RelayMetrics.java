package io.omnichannel.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What dashboards see of live calls. */
@Component
final class RelayMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger live;
    private final AtomicInteger writes;
    private final Timer firstFrame;
    private final Counter lostWrites;

    RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.live = registry.gauge("omni.relay.sessions", new AtomicInteger());
        this.writes = registry.gauge("omni.relay.writes.waiting", new AtomicInteger());
        this.firstFrame = Timer.builder("omni.relay.first.frame")
                .description("From the caller's last word being received to the first frame of the answer")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        this.lostWrites = registry.counter("omni.relay.writes.lost");
    }

    void sessionBound() {
        live.incrementAndGet();
    }

    void sessionOver(String how) {
        live.decrementAndGet();
        registry.counter("omni.relay.ended", "how", how).increment();
    }

    void refused(String reason) {
        registry.counter("omni.relay.refused", "reason", reason).increment();
    }

    void turn(String outcome) {
        registry.counter("omni.relay.turns", "outcome", outcome).increment();
    }

    void firstFrame(long nanos) {
        firstFrame.record(Duration.ofNanos(nanos));
    }

    void frameIgnored(String type) {
        registry.counter("omni.relay.frames.ignored", "type", type).increment();
    }

    void writeQueued() {
        writes.incrementAndGet();
    }

    void writeDone() {
        writes.decrementAndGet();
    }

    void writeLost() {
        lostWrites.increment();
    }

    /** How many turns are not on disk yet. */
    int writesWaiting() {
        return writes.get();
    }
}
