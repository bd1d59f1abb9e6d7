package io.omnichannel.simulator.rest;

import java.util.List;

/** A text and how each delivery of it was answered: HTTP statuses, 0 for none. */
public record DeliveredText(SimulatedText text, List<Integer> statuses) {

    public DeliveredText {
        statuses = List.copyOf(statuses);
    }

    /** Whether the server has promised at least once that it is safe. */
    public boolean acknowledged() {
        return statuses.stream().anyMatch(status -> status / 100 == 2);
    }
}
