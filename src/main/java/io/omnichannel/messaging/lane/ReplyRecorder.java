package io.omnichannel.messaging.lane;

import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.messaging.outbox.OutboxWorker;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneReply} is written with what is to be sent of it, and the lane is given back. */
@Component("replyRecorder")
class ReplyRecorder implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyRecorder.class);

    /** How long a call is told of a human; as in {@code record-reply.sql}. */
    private static final Duration TELLING = Duration.ofSeconds(2);

    private final Lanes lanes;
    private final LaneWorker worker;
    private final OutboxWorker outbox;
    private final ChannelSwitches switches;
    private final HandOffs handOffs;
    private final LiveConversations live;

    ReplyRecorder(
            Lanes lanes,
            LaneWorker worker,
            OutboxWorker outbox,
            ChannelSwitches switches,
            HandOffs handOffs,
            LiveConversations live) {
        this.lanes = lanes;
        this.worker = worker;
        this.outbox = outbox;
        this.switches = switches;
        this.handOffs = handOffs;
        this.live = live;
    }

    @Override
    public void process(Exchange exchange) {
        LaneReply reply = exchange.getMessage().getBody(LaneReply.class);
        switch (lanes.record(reply)) {
            case WRITTEN -> {
                live.answered(
                        reply.lane().conversation(),
                        reply.answeredSeq(),
                        new Line(reply.role(), reply.channel(), reply.content()));
                wake(reply);
            }
            case BEFORE -> {
                LOG.info("An answer was written by an earlier try, whose answer was lost");
                wake(reply);
            }
            case LOST ->
                LOG.warn(
                        "An answer was not written: it took longer than omnichannel.lease, or its conversation was merged"
                                + " or closed");
            case TELLING -> {
                LOG.info("An answer was not written yet: in a call the customer is being told of a human right now");
                worker.readyIn(TELLING);
            }
            case HUMAN -> LOG.warn("An answer was not written: a human took over meanwhile");
        }
    }

    /** Whoever goes on with what was written. */
    private void wake(LaneReply reply) {
        outbox.wake(reply.channel());
        reply.wish().ifPresent(wish -> switches.dueIn(Duration.ZERO));
        if (reply.handOver()) {
            handOffs.briefingDue();
        }
    }
}
