package io.omnichannel.messaging;

import io.omnichannel.conversation.ChannelSwitches;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneReply} is written with what is to be sent of it, and the lane is given back. */
@Component("replyRecorder")
class ReplyRecorder implements Processor {

    private final Lanes lanes;
    private final OutboxWorker outbox;
    private final ChannelSwitches switches;

    ReplyRecorder(Lanes lanes, OutboxWorker outbox, ChannelSwitches switches) {
        this.lanes = lanes;
        this.outbox = outbox;
        this.switches = switches;
    }

    @Override
    public void process(Exchange exchange) {
        LaneReply reply = exchange.getMessage().getBody(LaneReply.class);
        if (lanes.record(reply)) {
            outbox.wake();
            reply.wish().ifPresent(wish -> switches.dueIn(Duration.ZERO));
        }
    }
}
