package io.omnichannel.messaging;

/** Gives work to a route, of its own accord, as long as the program runs. */
public interface Worker {

    /** Begins nothing more and waits for what was begun; once stopped, again does nothing. */
    void stop() throws InterruptedException;
}
