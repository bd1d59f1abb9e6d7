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
    private final Timer lastFrame;
    private final Counter lostWrites;

    RelayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.live = registry.gauge("omni.relay.sessions", new AtomicInteger());
        this.writes = registry.gauge("omni.relay.writes.waiting", new AtomicInteger());
        this.firstFrame = timer(
                "omni.relay.first.frame",
                "From the caller's last word being received to the first frame of the answer",
                Duration.ofSeconds(10));
        this.lastFrame = timer(
                "omni.relay.last.frame",
                "From the caller's last word being received to the last frame of a whole answer",
                Duration.ofMinutes(1));
        this.lostWrites = registry.counter("omni.relay.writes.lost");
    }

    private Timer timer(String name, String description, Duration longest) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(longest)
                .register(registry);
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

    void lastFrame(long nanos) {
        lastFrame.record(Duration.ofNanos(nanos));
    }

    void interrupted() {
        registry.counter("omni.relay.interruptions").increment();
    }

    void nudged() {
        registry.counter("omni.relay.nudges").increment();
    }

    void resumed() {
        registry.counter("omni.relay.resumes").increment();
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
