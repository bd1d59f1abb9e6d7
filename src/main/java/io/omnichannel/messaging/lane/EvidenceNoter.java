package io.omnichannel.messaging.lane;

import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.messaging.lane.LaneTask.Decision;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: a {@link LaneTask}. What the customer wrote is read for other addresses of theirs and for codes that confirm one;
 * where there was nothing but such codes, nothing is left for the agent to answer.
 */
@Component("evidenceNoter")
class EvidenceNoter implements Processor {

    private final WrittenWords reader;

    EvidenceNoter(WrittenWords reader) {
        this.reader = reader;
    }

    @Override
    public void process(Exchange exchange) {
        LaneTask task = exchange.getMessage().getBody(LaneTask.class);
        if (task.decision() == Decision.HOLD) {
            return;
        }
        LaneView view = task.view();
        List<StoredMessage> done = view.unread().stream()
                .filter(message -> message.detail("keyword").isEmpty())
                .filter(message -> reader.read(view, message))
                .toList();
        if (task.decision() == Decision.ANSWER && done.containsAll(view.unanswered())) {
            exchange.getMessage().setBody(LaneTask.of(view, Decision.NOTHING));
        }
    }
}
