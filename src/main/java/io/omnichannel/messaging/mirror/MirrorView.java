package io.omnichannel.messaging.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.UUID;

/**
 * A conversation, and what Twilio's copy of it lacks next.
 *
 * @param sid of Twilio's copy, empty while there is none
 * @param closed whether ours is
 * @param participants how many have been added to the copy
 * @param name the customer's, or empty
 * @param addresses the customer's, by kind
 */
record MirrorView(
        String sid,
        boolean closed,
        int participants,
        UUID contact,
        String name,
        JsonNode addresses,
        Optional<Next> next) {

    /**
     * The next message.
     *
     * @param settled false while it may still be cut to what was heard
     */
    record Next(MirroredMessage message, boolean settled) {}
}
