package io.omnichannel.sentiment;

/** Whoever reads a conversation that was taken: the route {@code sentiment}. */
@FunctionalInterface
public interface SentimentRoute {

    void read(MoodTask task);
}
