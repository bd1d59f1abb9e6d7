package io.omnichannel.messaging.outbox;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link SendTask} that has to wait becomes its {@link SendResult}. */
@Component("sendDelay")
class SendDelay implements Processor {

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage()
                .setBody(exchange.getMessage().getBody(SendTask.class).refusal().orElseThrow());
    }
}
