package io.omnichannel.camel.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.charset.StandardCharsets;

/** Close frames that the wire allows. */
final class CloseReasons {

    /** A control frame holds 125 bytes, two of them the code. */
    private static final int MAX_BYTES = 123;

    private CloseReasons() {}

    static CloseReason of(int code, String reason) {
        boolean ours = code >= 3000 && code <= 4999;
        // RFC 6455, section 7.4: 1004 to 1006 and 1015 are never sent.
        boolean standard = code >= 1000 && code <= 1013 && (code < 1004 || code > 1006);
        if (!ours && !standard) {
            throw new IllegalArgumentException("Not a close code that may be sent: " + code);
        }
        return new CloseReason(CloseCodes.getCloseCode(code), cut(reason));
    }

    private static String cut(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }
}
