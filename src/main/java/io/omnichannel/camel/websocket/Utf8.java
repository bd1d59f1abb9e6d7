package io.omnichannel.camel.websocket;

import java.nio.charset.StandardCharsets;

/** Text as it is on the wire. */
final class Utf8 {

    private Utf8() {}

    /** Bytes of a well-formed text, without encoding it. */
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair is two chars and four bytes, so each half counts two.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }

    /** The text with half surrogates replaced: Tomcat's encoder fails on one and its session cannot send again. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
