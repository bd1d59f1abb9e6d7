package io.omnichannel.simulator;

import java.util.UUID;

/** How Twilio names its resources. */
public final class Sid {

    private Sid() {}

    /** Two letters and 32 hex digits. */
    public static String next(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
