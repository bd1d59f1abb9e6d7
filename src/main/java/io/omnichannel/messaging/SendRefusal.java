package io.omnichannel.messaging;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * The variable {@code task} must not be sent: why is recorded, told to a human where the customer waits in vain, and written
 * into the timeline where a call was announced there.
 */
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
        outbox.refuse(task.item(), refusal, note(task, refusal.errorCode(), unanswered), unanswered);
        bell.became(refusal.status(), task.item().channel(), task.item().id(), refusal.errorCode());
    }

    private static String note(SendTask task, String code, boolean unanswered) {
        Phrases phrases = Phrases.in(task.settings().locale());
        if (task.item().channel() == Channel.VOICE) {
            return code.equals("calls_per_day")
                    ? phrases.text(Phrase.CALL_SPENT_NOTE)
                    : phrases.text(Phrase.CALL_REFUSED_NOTE, "words", code);
        }
        return unanswered ? phrases.text(Phrase.SPENT_NOTE) : "";
    }
}
