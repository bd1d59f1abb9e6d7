package io.omnichannel.camel.websocket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Leads the requests of a socket's path to the consumer that owns it now. Paths come and go with their routes. */
@Component
class SocketMapping implements HandlerMapping, Ordered {

    private final Map<String, SocketUpgrade> upgrades = new ConcurrentHashMap<>();

    /** Before platform-http's, which is -1. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public HandlerExecutionChain getHandler(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        SocketUpgrade upgrade = upgrades.get(path);
        if (upgrade == null && path.endsWith("/")) {
            upgrade = upgrades.get(path.substring(0, path.length() - 1));
        }
        return upgrade == null ? null : new HandlerExecutionChain(upgrade);
    }

    void register(String path, SocketUpgrade upgrade) {
        SocketUpgrade owner = upgrades.putIfAbsent(path, upgrade);
        if (owner != null) {
            throw new IllegalStateException("Socket path " + path + " is already served by route '" + owner.routeId()
                    + "'; route '" + upgrade.routeId() + "' needs another path");
        }
    }

    Collection<SocketUpgrade> upgrades() {
        return upgrades.values();
    }

    void unregister(String path) {
        upgrades.remove(path);
    }
}
