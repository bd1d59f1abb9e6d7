package io.omnichannel.messaging;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** The variable {@code task} must not be sent: why is recorded, and told to a human where the customer waits in vain. */
@Component("sendRefusal")
class SendRefusal implements Processor {

    private final Outbox outbox;

    SendRefusal(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        boolean unanswered = task.refusal().errorCode().equals("over_budget")
                && task.item().kind().equals("answer");
        String note = unanswered ? Phrases.in(task.settings().locale()).text(Phrase.SPENT_NOTE) : "";
        outbox.refuse(task.item(), task.refusal(), note);
    }
}
