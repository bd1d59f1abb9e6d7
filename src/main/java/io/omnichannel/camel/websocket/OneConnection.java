package io.omnichannel.camel.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Gives the container the endpoint that was made for this request. */
final class OneConnection extends ServerEndpointConfig.Configurator {

    private final Connection connection;

    OneConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(connection);
    }

    /** None: compression costs hundreds of kilobytes a session, and a small frame may inflate to a large one. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    /** Decided by the endpoint's own handshake, which sees the Origin header. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }
}
