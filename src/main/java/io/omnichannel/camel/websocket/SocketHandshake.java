package io.omnichannel.camel.websocket;

import java.util.Map;

/**
 * Decides before the upgrade whether a peer may open a socket. A bean, named by the endpoint option {@code handshake}.
 * Runs on the request's thread and may block; when it throws, the request is answered 500 and nothing is opened.
 */
@FunctionalInterface
public interface SocketHandshake {

    Decision check(HandshakeRequest request);

    /** What becomes of a request for an upgrade. */
    sealed interface Decision {}

    /** The socket is opened and its session starts with these attributes. */
    record Accept(Map<String, Object> attributes) implements Decision {}

    /**
     * The request is answered with an error and no socket is opened.
     *
     * @param status an HTTP status from 400 to 599
     * @param why the problem's detail, readable for the peer
     */
    record Refuse(int status, String why) implements Decision {
        public Refuse {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("A refusal is an error status, not " + status);
            }
        }
    }

    static Decision accept() {
        return new Accept(Map.of());
    }

    static Decision refuse(String why) {
        return new Refuse(403, why);
    }
}
