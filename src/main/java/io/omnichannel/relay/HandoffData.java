package io.omnichannel.relay;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The string that Twilio carries, unchanged, from our end of a session to the action URL. */
public final class HandoffData {

    private HandoffData() {}

    /** A JSON object with Twilio's documented {@code reasonCode} for a human. */
    static String toHuman(String reason) {
        return "{\"reasonCode\":\"live-agent-handoff\",\"reason\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(reason)) + "\"}";
    }
}
