package io.omnichannel.camel.websocket;

import jakarta.websocket.CloseReason;
import java.util.Locale;

/** Why a session ended: a tag of the metrics and, where the end is ours, what the peer is told. */
enum CloseCause {
    REMOTE(1000, ""),
    LOCAL(1000, ""),
    LOST(1011, "Cannot be written"),
    PROTOCOL(1002, ""),
    RESTART(1012, "The service restarts"),
    FULL(1013, "Too many sessions"),
    SLOW(1008, "Reads too slowly"),
    FLOOD(1008, "Too many frames"),
    TOO_LARGE(1009, "Message too large"),
    DEAD(1001, "Nothing heard");

    private final int code;
    private final String says;

    CloseCause(int code, String says) {
        this.code = code;
        this.says = says;
    }

    /** The cause when nobody here wanted the end. */
    static CloseCause of(CloseReason reason) {
        return switch (reason.getCloseCode().getCode()) {
            case 1006, 1011 -> LOST;
            case 1002, 1003, 1007, 1009 -> PROTOCOL;
            default -> REMOTE;
        };
    }

    CloseReason reason() {
        return CloseReasons.of(code, says);
    }

    boolean isThePeersDoing() {
        return this == SLOW || this == FLOOD || this == TOO_LARGE;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
