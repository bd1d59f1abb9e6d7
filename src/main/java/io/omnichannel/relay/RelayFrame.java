package io.omnichannel.relay;

import java.util.Map;

/**
 * What ConversationRelay tells us, one JSON object a text frame.
 *
 * @see <a href="https://www.twilio.com/docs/voice/conversationrelay/websocket-messages">WebSocket messages</a>
 */
public sealed interface RelayFrame {

    /** The discriminator, as the route's content-based router reads it. */
    String type();

    /** The first frame of a session. */
    record Setup(String sessionId, String accountSid, String callSid, Map<String, String> parameters)
            implements RelayFrame {
        @Override
        public String type() {
            return "setup";
        }
    }

    /** What the caller said; partial prompts are cumulative and not {@code last}. */
    record Prompt(String text, boolean last) implements RelayFrame {
        @Override
        public String type() {
            return "prompt";
        }
    }

    /** One key: 0-9, * or #. */
    record Dtmf(String digit) implements RelayFrame {
        @Override
        public String type() {
            return "dtmf";
        }
    }

    /** The caller spoke over us; Twilio has already thrown away what was queued. {@code heard} is exactly what was spoken. */
    record Interrupt(String heard) implements RelayFrame {
        @Override
        public String type() {
            return "interrupt";
        }
    }

    /** Twilio did not understand a frame of ours, or a provider failed. */
    record Failure(String description) implements RelayFrame {
        @Override
        public String type() {
            return "error";
        }
    }

    /** Speaker events and played text, only when asked for. */
    record Info() implements RelayFrame {
        @Override
        public String type() {
            return "info";
        }
    }

    /** Not a frame of Twilio's: the socket is there. */
    record Opened() implements RelayFrame {
        @Override
        public String type() {
            return "opened";
        }
    }

    /** Not a frame of Twilio's: the socket is gone. {@code code} as RFC 6455, section 7.4. */
    record Closed(int code) implements RelayFrame {
        @Override
        public String type() {
            return "closed";
        }
    }

    /** A type that this version does not know. */
    record Unknown(String name) implements RelayFrame {
        @Override
        public String type() {
            return "unknown";
        }
    }

    /** Not a JSON object with a type, or one that lacks what its type must have. */
    record Malformed(String reason) implements RelayFrame {
        @Override
        public String type() {
            return "malformed";
        }
    }
}
