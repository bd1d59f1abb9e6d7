package io.omnichannel.simulator.call;

import java.util.Locale;

/** How a dialled leg ends. */
public enum DialOutcome {
    COMPLETED,
    NO_ANSWER,
    BUSY,
    FAILED,
    CANCELED;

    /** As {@code DialCallStatus} has it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
