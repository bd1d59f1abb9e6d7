package io.omnichannel.camel.tool;

import io.omnichannel.agent.tools.ToolCall;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: a server's answer of any length becomes text, no more of it than the tool may say. Stands behind {@code http:} in a circuit
 * breaker, which closes what is still open when its steps are over.
 */
@Component("toolAnswer")
class ToolAnswer implements Processor {

    @Override
    public void process(Exchange exchange) throws Exception {
        if (exchange.getMessage().getBody() instanceof InputStream stream) {
            ToolCall call = exchange.getProperty(ToolCall.PROPERTY, ToolCall.class);
            exchange.getMessage().setBody(ToolResult.start(stream, call.tool().resultLimit()));
        }
    }
}
