package io.omnichannel.messaging.lane;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link LaneTask} that needs no answer; its lane is given back. */
@Component("laneFinisher")
class LaneFinisher implements Processor {

    private final Lanes lanes;

    LaneFinisher(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void process(Exchange exchange) {
        LaneView view = exchange.getMessage().getBody(LaneTask.class).view();
        // What a human has to answer is not answered yet.
        lanes.finish(
                view.lane(),
                view.owner().equals("agent") ? view.lastSeq() : view.lane().answeredSeq());
    }
}
