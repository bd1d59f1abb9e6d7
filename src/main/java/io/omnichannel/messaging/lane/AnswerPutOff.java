package io.omnichannel.messaging.lane;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Body: a {@link LanePause}; its lane is given back, and the same is answered when it is over. */
@Component("answerPutOff")
class AnswerPutOff implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerPutOff.class);

    private final Lanes lanes;
    private final LaneWorker worker;

    AnswerPutOff(Lanes lanes, LaneWorker worker) {
        this.lanes = lanes;
        this.worker = worker;
    }

    @Override
    public void process(Exchange exchange) {
        LanePause pause = exchange.getMessage().getBody(LanePause.class);
        lanes.putOff(pause);
        worker.readyIn(pause.time());
        LOG.info(
                "A text is answered later: no model answers now; attempt {} in {} s",
                pause.lane().failures() + 2,
                pause.time().toSeconds());
    }
}
