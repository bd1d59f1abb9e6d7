package io.omnichannel.camel.tool;

import io.omnichannel.agent.Tool;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.tools.ToolCall;
import io.omnichannel.agent.tools.ToolSpec;
import io.omnichannel.agent.tools.ToolVariables;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Leads a call into its tool's route while that runs. */
final class ToolConsumer extends DefaultConsumer {

    private final Tool tool;

    ToolConsumer(ToolEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.tool = endpoint.spec().tool();
    }

    @Override
    public ToolEndpoint getEndpoint() {
        return (ToolEndpoint) super.getEndpoint();
    }

    ToolSpec spec() {
        return getEndpoint().spec();
    }

    /** What a model is shown of it. */
    Tool tool() {
        return tool;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        getEndpoint().getComponent().tools().register(this);
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().tools().unregister(this);
        super.doStop();
    }

    /**
     * Runs the route on this thread. The arguments are the body, and nothing but the body: a header could be an order to some
     * component. Whose call it is, is in variables.
     *
     * @param reader makes an outcome of what the route leaves behind, before that is closed
     * @throws Exception what the route did not handle
     */
    ToolOutcome call(ToolCall call, Reading.Reader reader) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.setProperty(ToolCall.PROPERTY, call);
            ToolVariables.of(call.turn()).forEach(exchange::setVariable);
            exchange.getMessage().setBody(call.arguments());
            Reading reading = new Reading(reader);
            exchange.getExchangeExtension().addOnCompletion(reading);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            return reading.outcome();
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
