package io.omnichannel.camel.websocket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code omni.sockets.*}: open sessions, frames by direction, ends and refusals by reason. */
@Component
class SocketMetrics {

    private final MeterRegistry registry;
    private final Counter in;
    private final Counter out;
    private final Map<CloseCause, Counter> closed = new EnumMap<>(CloseCause.class);

    SocketMetrics(ObjectProvider<MeterRegistry> registries, SocketSessions sessions) {
        registry = registries.getIfAvailable(CompositeMeterRegistry::new);
        Gauge.builder("omni.sockets.open", sessions, SocketSessions::count)
                .description("Open WebSocket sessions")
                .register(registry);
        in = frames("in");
        out = frames("out");
        for (CloseCause cause : CloseCause.values()) {
            closed.put(cause, registry.counter("omni.sockets.closed", "reason", cause.tag()));
        }
    }

    void received() {
        in.increment();
    }

    void sent() {
        out.increment();
    }

    void closed(CloseCause cause) {
        closed.get(cause).increment();
    }

    void refused(String reason) {
        registry.counter("omni.sockets.refused", "reason", reason).increment();
    }

    private Counter frames(String direction) {
        return registry.counter("omni.sockets.frames", "direction", direction);
    }
}
