package io.omnichannel.simulator.call;

/** How a relay session ended: by our {@code end}, by the caller who hung up, or by an error. */
public enum SessionStatus {
    ENDED,
    COMPLETED,
    FAILED;

    /** As {@code SessionStatus} has it. */
    String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
