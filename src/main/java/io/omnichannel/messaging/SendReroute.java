package io.omnichannel.messaging;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link SendTask} that WhatsApp would refuse; it goes another way. */
@Component("sendReroute")
class SendReroute implements Processor {

    private final Outbox outbox;

    SendReroute(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        outbox.reroute(exchange.getMessage().getBody(SendTask.class).item());
    }
}
