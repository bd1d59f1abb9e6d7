package io.omnichannel.camel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.springframework.stereotype.Component;

/**
 * Keeps an HTTP answer open beyond its circuit breaker, which otherwise closes it when its own part of the route is over.
 * From here on it is open until its reader closes it, so that a sound can be listened to while it comes.
 */
@Component("openAnswer")
class OpenAnswer implements Processor {

    @Override
    public void process(Exchange exchange) {
        InputStream bytes = exchange.getMessage().getBody(InputStream.class);
        Exchange keeper = new DefaultExchange(exchange.getContext());
        exchange.getExchangeExtension().handoverCompletions(keeper);
        exchange.getMessage().setBody(bytes == null ? null : new Kept(bytes, keeper));
    }

    private static final class Kept extends FilterInputStream {

        private final Exchange keeper;

        Kept(InputStream bytes, Exchange keeper) {
            super(bytes);
            this.keeper = keeper;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                // The second time there is nobody left to be told.
                var closing = keeper.getExchangeExtension().handoverCompletions();
                if (closing != null) {
                    closing.forEach(completion -> completion.onComplete(keeper));
                }
            }
        }
    }
}
