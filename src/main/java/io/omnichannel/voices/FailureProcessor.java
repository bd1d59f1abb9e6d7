package io.omnichannel.voices;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** After a circuit breaker: throws the failure that its fallback left in the body, for somebody to catch and ask again. */
@Component("orFailure")
final class FailureProcessor implements Processor {

    @Override
    public void process(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof ProviderFailure failure) {
            // The breaker marks what its fallback saw as handled, and a doCatch then lets it pass.
            exchange.removeProperty(Exchange.EXCEPTION_HANDLED);
            throw failure;
        }
    }
}
