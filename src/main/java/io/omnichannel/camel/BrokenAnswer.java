package io.omnichannel.camel;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;

/** Hands on that an answer could not be written to its end, which Camel would log and forget. */
final class BrokenAnswer implements ExceptionHandler {

    /** Its message is the kind of failure alone: what broke may quote what was being said. */
    static final class Thrown extends RuntimeException {

        Thrown(Throwable cause) {
            super(cause.getClass().getSimpleName(), null, false, false);
        }

        /** Whoever asked hung up, a player that was stopped, say: Tomcat's kind of failure, not ours to report. */
        boolean clientLeft() {
            return getMessage().equals("ClientAbortException");
        }
    }

    @Override
    public void handleException(Throwable exception) {
        throw new Thrown(exception);
    }

    @Override
    public void handleException(String message, Throwable exception) {
        throw new Thrown(exception);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable exception) {
        throw new Thrown(exception);
    }
}
