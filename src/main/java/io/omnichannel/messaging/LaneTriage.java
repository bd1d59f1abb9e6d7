package io.omnichannel.messaging;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link Lane} becomes a {@link LaneTask}: what the conversation needs now. */
@Component("laneTriage")
class LaneTriage implements Processor {

    private final Lanes lanes;

    LaneTriage(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void process(Exchange exchange) {
        LaneView view = lanes.read(exchange.getMessage().getBody(Lane.class));
        exchange.getMessage().setBody(new LaneTask(view, decision(view)));
    }

    private static String decision(LaneView view) {
        Optional<StoredMessage> newest = view.newest();
        if (newest.isEmpty() || !view.owner().equals("agent")) {
            return "nothing";
        }
        if (!newest.get().detail("keyword").isEmpty()) {
            return "notice";
        }
        return AutomaticReplies.tooMany(view) ? "hold" : "answer";
    }
}
