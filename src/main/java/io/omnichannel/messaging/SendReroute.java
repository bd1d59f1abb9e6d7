package io.omnichannel.messaging;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.SwitchOutcome;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: a {@link SwitchOutcome}; the variable {@code task} is the message it is about, which WhatsApp would refuse. Where the
 * switch is allowed it goes by text in its own place, else to a human.
 */
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
        boolean allowed = !exchange.getMessage().getBody(SwitchOutcome.class).isRefused();
        outbox.reroute(
                task.item(), allowed, phrases.text(Phrase.WINDOW_SMS_NOTE), phrases.text(Phrase.WINDOW_HUMAN_NOTE));
    }
}
