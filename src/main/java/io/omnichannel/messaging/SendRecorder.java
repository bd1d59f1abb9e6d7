package io.omnichannel.messaging;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link SendResult}; the variable {@code item} is the message it is about. */
@Component("sendRecorder")
class SendRecorder implements Processor {

    static final String ITEM = "item";

    private final Outbox outbox;

    SendRecorder(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        outbox.record(
                exchange.getVariable(ITEM, OutboxItem.class),
                exchange.getMessage().getBody(SendResult.class));
    }
}
