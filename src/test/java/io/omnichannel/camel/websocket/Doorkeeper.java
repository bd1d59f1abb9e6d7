package io.omnichannel.camel.websocket;

import java.util.Map;

/** Lets in whoever says so in the header {@code X-Password}, and keeps the target as an attribute. */
class Doorkeeper implements SocketHandshake {

    @Override
    public Decision check(HandshakeRequest request) {
        return switch (request.header("x-password").orElse("")) {
            case "let me in" -> new Accept(Map.of("target", request.target(), "host", request.host()));
            case "break" -> throw new IllegalStateException("The doorkeeper is ill");
            default -> SocketHandshake.refuse("Not you");
        };
    }
}
