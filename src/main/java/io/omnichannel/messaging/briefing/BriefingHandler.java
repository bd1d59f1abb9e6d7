package io.omnichannel.messaging.briefing;

/** Whoever tells humans: the route {@code briefing}. */
@FunctionalInterface
public interface BriefingHandler {

    void tell(BriefingTask task);
}
