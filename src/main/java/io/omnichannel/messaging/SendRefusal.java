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
    private final DeadLetterBell bell;

    SendRefusal(Outbox outbox, DeadLetterBell bell) {
        this.outbox = outbox;
        this.bell = bell;
    }

    @Override
    public void process(Exchange exchange) {
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        SendResult refusal = task.refusal().orElseThrow();
        boolean unanswered =
                refusal.errorCode().equals("over_budget") && task.item().kind().equals("answer");
        String note = unanswered ? Phrases.in(task.settings().locale()).text(Phrase.SPENT_NOTE) : "";
        outbox.refuse(task.item(), refusal, note);
        bell.became(refusal.status(), task.item().channel(), task.item().id(), refusal.errorCode());
    }
}
