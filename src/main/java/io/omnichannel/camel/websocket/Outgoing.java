package io.omnichannel.camel.websocket;

import jakarta.websocket.CloseReason;

/** What waits to be written to a socket. */
sealed interface Outgoing {

    record Text(String text) implements Outgoing {}

    record Bytes(byte[] bytes) implements Outgoing {}

    record Ping() implements Outgoing {}

    /** The last one: nothing is taken after it. */
    record Close(CloseReason reason) implements Outgoing {}

    /** Bytes on the wire, without the frame's header. */
    default int size() {
        return switch (this) {
            case Text text -> Utf8.length(text.text());
            case Bytes bytes -> bytes.bytes().length;
            case Ping ping -> 0;
            case Close close -> 0;
        };
    }
}
