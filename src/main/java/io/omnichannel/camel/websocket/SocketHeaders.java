package io.omnichannel.camel.websocket;

/** Headers of the exchanges that a {@code websocket-jsr356:} endpoint makes and takes. */
public final class SocketHeaders {

    /** In: where the frame came from. Out: where it goes; without it the session of the exchange. */
    public static final String SESSION_ID = "CamelWebsocketSessionId";

    /** In: {@code TEXT} or {@code BINARY}, with {@code events=true} also {@code OPEN} and {@code CLOSE}. */
    public static final String EVENT = "CamelWebsocketEvent";

    /** In: the code of a CLOSE event, an Integer. Out: closes the session with it, and the body is not sent. */
    public static final String CLOSE_CODE = "CamelWebsocketCloseCode";

    /** Out: what the peer is told when the session is closed. */
    public static final String CLOSE_REASON = "CamelWebsocketCloseReason";

    private SocketHeaders() {}
}
