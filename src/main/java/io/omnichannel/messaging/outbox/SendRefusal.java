package io.omnichannel.messaging.outbox;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.DeadLetterBell;
import io.omnichannel.messaging.LaneSignal;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * The variable {@code task} must not be sent: why is recorded, told to a human where the customer waits in vain, and written
 * into the timeline where a call was announced there.
 */
@Component("sendRefusal")
class SendRefusal implements Processor {

    /** Twilio's code for a customer who has said stop to it. */
    static final String BLOCKED = "21610";

    private final Outbox outbox;
    private final LaneSignal lanes;
    private final DeadLetterBell bell;

    SendRefusal(Outbox outbox, LaneSignal lanes, DeadLetterBell bell) {
        this.outbox = outbox;
        this.lanes = lanes;
        this.bell = bell;
    }

    @Override
    public void process(Exchange exchange) {
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        SendResult refusal = task.refusal().orElseThrow();
        boolean forHuman = isForHuman(task.item(), refusal.errorCode());
        outbox.refuse(task.item(), refusal, note(task, refusal.errorCode(), forHuman), forHuman);
        if (refusal.errorCode().equals("human_owns")) {
            // The conversation may have been given back before it was refused.
            lanes.readyIn(Duration.ZERO);
        }
        bell.became(refusal.status(), task.item().channel(), task.item().id(), refusal.errorCode());
    }

    /** Whether the customer waits in vain unless somebody looks after them. */
    private static boolean isForHuman(OutboxItem item, String code) {
        return switch (code) {
            case "over_budget", "still_blocked" -> item.kind().equals("answer");
            case BLOCKED -> true;
            default -> false;
        };
    }

    private static String note(SendTask task, String code, boolean forHuman) {
        Phrases phrases = Phrases.in(task.settings().locale());
        if (task.item().channel() == Channel.VOICE) {
            return code.equals("calls_per_day")
                    ? phrases.text(Phrase.CALL_SPENT_NOTE)
                    : phrases.text(Phrase.CALL_REFUSED_NOTE, "words", code);
        }
        if (!forHuman) {
            return "";
        }
        return code.equals("over_budget")
                ? phrases.text(Phrase.SPENT_NOTE)
                : phrases.text(Phrase.STILL_BLOCKED_NOTE, "words", task.item().ours());
    }
}
