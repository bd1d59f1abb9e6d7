package io.omnichannel.messaging.lane;

import java.util.Locale;

/**
 * A lane and what is to be done with it, as the route branches on it.
 *
 * @param reason why a human is wanted: {@code loop}, {@code revoked} or {@code failed}; else empty
 */
public record LaneTask(LaneView view, Decision decision, String reason) {

    /** What the conversation needs now. */
    public enum Decision {
        ANSWER,
        /** What the law wants said. */
        NOTICE,
        /** It is left to a human. */
        HOLD,
        NOTHING;

        /** As the routes write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static LaneTask of(LaneView view, Decision decision) {
        return new LaneTask(view, decision, "");
    }

    static LaneTask held(LaneView view, String reason) {
        return new LaneTask(view, Decision.HOLD, reason);
    }
}
