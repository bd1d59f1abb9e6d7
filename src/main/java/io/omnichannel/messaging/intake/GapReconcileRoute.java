package io.omnichannel.messaging.intake;

/** Whoever looks through Twilio's list for one of our numbers: the route {@code gap-reconcile}. */
@FunctionalInterface
public interface GapReconcileRoute {

    void reconcile(Gap gap);
}
