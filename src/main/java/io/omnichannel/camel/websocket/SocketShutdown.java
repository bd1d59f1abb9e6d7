package io.omnichannel.camel.websocket;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says goodbye to every session before the web server goes down: Camel stops after it, and its consumers would find
 * closed connections. In the default phase, which is stopped first.
 */
@Component
class SocketShutdown implements SmartLifecycle {

    private final SocketMapping mapping;
    private volatile boolean running;

    SocketShutdown(SocketMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        mapping.upgrades().forEach(SocketUpgrade::shut);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
