package io.omnichannel.camel.tool;

import io.omnichannel.agent.ToolOutcome;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Reads a route's result when the route is done, and before others close what it may be: the open answer of a server, say. */
final class Reading extends SynchronizationAdapter {

    private final Reader reader;
    private ToolOutcome outcome;
    private IOException failure;

    Reading(Reader reader) {
        this.reader = reader;
    }

    /** What is made of an exchange that is done. */
    @FunctionalInterface
    interface Reader {
        ToolOutcome read(Exchange exchange) throws IOException;
    }

    @Override
    public void onComplete(Exchange exchange) {
        try {
            outcome = reader.read(exchange);
        } catch (IOException broken) {
            failure = broken;
        }
    }

    @Override
    public int getOrder() {
        return HIGHEST;
    }

    /** @throws IOException when it could not be read */
    ToolOutcome outcome() throws IOException {
        if (outcome == null) {
            throw failure == null ? new IOException("Nothing was read") : failure;
        }
        return outcome;
    }
}
