package io.omnichannel.relay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The frames that we send. Written by hand, without a tree: one is made for every token.
 *
 * @see <a href="https://www.twilio.com/docs/voice/conversationrelay/websocket-messages">WebSocket messages</a>
 */
final class OutgoingFrames {

    /** Closes a talk cycle. */
    static final String LAST = "{\"type\":\"text\",\"token\":\"\",\"last\":true}";

    static final String END = "{\"type\":\"end\"}";

    private OutgoingFrames() {}

    static String text(String token) {
        return new StringBuilder(token.length() + 48)
                .append("{\"type\":\"text\",\"token\":\"")
                .append(JsonStringEncoder.getInstance().quoteAsString(token))
                .append("\",\"last\":false}")
                .toString();
    }

    /** Ends the session and hands a string to the action URL, unchanged. */
    static String end(String handoffData) {
        return "{\"type\":\"end\",\"handoffData\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(handoffData)) + "\"}";
    }
}
