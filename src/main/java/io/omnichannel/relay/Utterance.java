package io.omnichannel.relay;

import io.omnichannel.conversation.Uuid7;
import java.util.UUID;

/** Something we sent to be spoken: a greeting, an answer, a nudge. Grows while streamed; guarded by its session's lock. */
final class Utterance {

    private final UUID message = Uuid7.next();
    private final StringBuilder sent = new StringBuilder();
    private String heard;

    /** The message of the timeline that keeps it. */
    UUID message() {
        return message;
    }

    void add(String token) {
        sent.append(token);
    }

    String sent() {
        return sent.toString();
    }

    /** What counts as heard: all of it until an interrupt says less. */
    String heard() {
        return heard == null ? sent.toString() : heard;
    }

    void cutTo(String heard) {
        this.heard = heard;
    }
}
