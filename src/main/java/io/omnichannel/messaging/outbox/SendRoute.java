package io.omnichannel.messaging.outbox;

/** Whoever sends a message that was claimed: the route {@code send}. */
@FunctionalInterface
public interface SendRoute {

    void send(OutboxItem item);
}
