package io.omnichannel.messaging;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneReply} is written with what is to be sent of it, and the lane is given back. */
@Component("replyRecorder")
class ReplyRecorder implements Processor {

    private final Lanes lanes;
    private final OutboxWorker outbox;

    ReplyRecorder(Lanes lanes, OutboxWorker outbox) {
        this.lanes = lanes;
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        if (lanes.record(exchange.getMessage().getBody(LaneReply.class))) {
            outbox.wake();
        }
    }
}
