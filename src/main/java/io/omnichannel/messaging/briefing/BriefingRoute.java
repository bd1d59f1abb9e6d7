package io.omnichannel.messaging.briefing;

/** Whoever tells humans: the route {@code briefing}. */
@FunctionalInterface
public interface BriefingRoute {

    void tell(BriefingTask task);
}
