package io.omnichannel.camel.websocket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The open sessions of this node. */
@Component
public class SocketSessions {

    private final Map<String, Map<String, SocketSession>> byPath = new ConcurrentHashMap<>();

    public Optional<SocketSession> find(String id) {
        return byPath.values().stream()
                .flatMap(open -> Optional.ofNullable(open.get(id)).stream())
                .findFirst();
    }

    /** Every session of an endpoint, in no order. */
    public Collection<SocketSession> on(String path) {
        return List.copyOf(byPath.getOrDefault(path, Map.of()).values());
    }

    public int count() {
        return byPath.values().stream().mapToInt(Map::size).sum();
    }

    void add(SocketSession session) {
        byPath.computeIfAbsent(session.path(), path -> new ConcurrentHashMap<>())
                .put(session.id(), session);
    }

    void remove(SocketSession session) {
        byPath.computeIfPresent(session.path(), (path, open) -> {
            open.remove(session.id());
            return open;
        });
    }
}
