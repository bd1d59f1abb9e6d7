package io.omnichannel.messaging;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link SendTask} that must not be sent becomes its {@link SendResult}. */
@Component("sendRefusal")
class SendRefusal implements Processor {

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage()
                .setBody(exchange.getMessage().getBody(SendTask.class).refusal());
    }
}
