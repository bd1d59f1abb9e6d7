package io.omnichannel.simulator.call;

/** A frame on the relay's socket. @param nanos {@link System#nanoTime()} when it was sent or received whole */
public record Frame(long nanos, boolean fromServer, String text) {}
