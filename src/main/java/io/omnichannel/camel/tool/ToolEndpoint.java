package io.omnichannel.camel.tool;

import io.omnichannel.agent.tools.ToolSpec;
import org.apache.camel.Consumer;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One tool. Consumed by one route; nothing can be sent to it, since only an agent's turn says whose call it is. */
public class ToolEndpoint extends DefaultEndpoint {

    private final ToolSpec spec;

    ToolEndpoint(String uri, ToolComponent component, ToolSpec spec) {
        super(uri, component);
        this.spec = spec;
        setExchangePattern(ExchangePattern.InOut);
    }

    @Override
    public ToolComponent getComponent() {
        return (ToolComponent) super.getComponent();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        ToolConsumer consumer = new ToolConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(
                "tool: only begins a route; give its steps a direct: route and call that");
    }

    ToolSpec spec() {
        return spec;
    }
}
