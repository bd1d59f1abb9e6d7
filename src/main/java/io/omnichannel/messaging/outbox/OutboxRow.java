package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Uuid7;
import java.util.Map;
import java.util.UUID;

/**
 * One thing to be sent, as the statements that fill the outbox take it: one of a JSON array.
 *
 * @param position among the parts of its message
 * @param payload what the channel's sender needs
 */
public record OutboxRow(int position, UUID id, Map<String, Object> payload) {

    public static OutboxRow of(int position, Map<String, Object> payload) {
        return new OutboxRow(position, Uuid7.next(), payload);
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "OutboxRow[" + position + ", " + id + "]";
    }
}
