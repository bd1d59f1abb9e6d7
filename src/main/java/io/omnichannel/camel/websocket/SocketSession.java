package io.omnichannel.camel.websocket;

import java.util.Map;

/**
 * One open WebSocket of this node. Every method may be called from any thread and none of them waits for the network.
 * Routes find it in the exchange property {@link #PROPERTY}, everybody else in {@link SocketSessions}.
 */
public interface SocketSession {

    /** The exchange property that holds the session a frame came from. */
    String PROPERTY = "CamelWebsocketSession";

    /** Unique on this node while it runs; says nothing on another. */
    String id();

    /** The endpoint's path, such as {@code /webhooks/omnichannel/conversation}. */
    String path();

    /** The peer's IP address as the server sees it. */
    String remoteAddress();

    /**
     * Hands over a text frame and returns at once; the frames of one thread arrive in its order.
     *
     * @return false when nothing can be sent any more: the session is closed, closing or was cut off as too slow
     */
    boolean send(String text);

    /** Hands over a binary frame, in order with the text frames. The array must not be changed afterwards. */
    boolean send(byte[] bytes);

    /**
     * Takes back the text frames that were handed over and have not left yet, because the peer or the machine is slow.
     *
     * @return how many
     */
    int forgetUnsentText();

    /**
     * Closes after everything that was handed over before has been sent. Later frames of the peer are dropped.
     *
     * @param code 1000 to 1003, 1007 to 1013 or 3000 to 4999
     * @param reason for the peer, cut to 123 bytes
     * @throws IllegalArgumentException for a code that must not be sent
     */
    void close(int code, String reason);

    boolean isOpen();

    /** What the handshake found out and whatever the application adds; thread-safe, gone with the session. */
    Map<String, Object> attributes();
}
