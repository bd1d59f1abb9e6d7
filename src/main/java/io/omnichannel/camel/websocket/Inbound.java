package io.omnichannel.camel.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Puts together what Tomcat hands over in pieces, so that its own buffer stays small, and counts it. Used by the one
 * thread that reads the session.
 */
final class Inbound {

    /** Chars of Tomcat's text buffer for a session: most messages fit, and the default takes 16 kB a session. */
    static final int PIECE = 2048;

    private final Connection connection;
    private final SocketLimits limits;
    private final FrameRate rate;
    private StringBuilder text;
    private ByteArrayOutputStream bytes;
    private int size;

    Inbound(Connection connection, SocketLimits limits, long now) {
        this.connection = connection;
        this.limits = limits;
        this.rate = new FrameRate(limits.maxFramesPerSecond(), limits.maxFrameBurst(), now);
    }

    void text(String piece, boolean last) {
        // A full buffer is a piece of a frame, anything else the end of one; a pair of surrogates is never torn.
        boolean frame = last || piece.length() < PIECE - 1;
        if (!accepts(frame, Utf8.length(piece), limits.maxTextSize())) {
            return;
        }
        if (last && text == null) {
            deliver("TEXT", piece);
            return;
        }
        text = text == null ? new StringBuilder(piece.length() * 2) : text;
        text.append(piece);
        if (last) {
            String whole = text.toString();
            text = null;
            deliver("TEXT", whole);
        }
    }

    void binary(ByteBuffer piece, boolean last) {
        if (!accepts(true, piece.remaining(), limits.maxBinarySize())) {
            return;
        }
        byte[] part = new byte[piece.remaining()];
        piece.get(part);
        if (last && bytes == null) {
            deliver("BINARY", part);
            return;
        }
        bytes = bytes == null ? new ByteArrayOutputStream(part.length * 2) : bytes;
        bytes.writeBytes(part);
        if (last) {
            byte[] whole = bytes.toByteArray();
            bytes = null;
            deliver("BINARY", whole);
        }
    }

    /** A pong counts as a frame: a flood of them costs the same. */
    void pong() {
        accepts(true, 0, Integer.MAX_VALUE);
    }

    private void deliver(String event, Object body) {
        size = 0;
        connection.received(event, body);
    }

    private boolean accepts(boolean frame, int more, int limit) {
        long now = System.nanoTime();
        connection.heard(now);
        if (connection.isEnding()) {
            text = null;
            bytes = null;
            return false;
        }
        if (frame && !rate.allows(now)) {
            connection.cutOff(CloseCause.FLOOD);
            return false;
        }
        size += more;
        if (size > limit) {
            connection.cutOff(CloseCause.TOO_LARGE);
            return false;
        }
        return true;
    }
}
