package io.omnichannel.messaging;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** The variable {@code task} is a message that WhatsApp would refuse; it goes another way. */
@Component("sendReroute")
class SendReroute implements Processor {

    private final Outbox outbox;

    SendReroute(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        Phrases phrases = Phrases.in(task.settings().locale());
        outbox.reroute(task.item(), phrases.text(Phrase.WINDOW_SMS_NOTE), phrases.text(Phrase.WINDOW_HUMAN_NOTE));
    }
}
