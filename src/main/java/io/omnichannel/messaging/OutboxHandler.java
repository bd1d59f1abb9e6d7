package io.omnichannel.messaging;

/** Whoever sends a message that was claimed: the route {@code send}. */
@FunctionalInterface
public interface OutboxHandler {

    void send(OutboxItem item);
}
