package io.omnichannel.sentiment;

/** Whoever reads a conversation that was taken: the route {@code sentiment}. */
@FunctionalInterface
public interface MoodHandler {

    void read(MoodTask task);
}
