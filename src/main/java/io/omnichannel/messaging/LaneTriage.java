package io.omnichannel.messaging;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link Lane} becomes a {@link LaneTask}: what the conversation needs now. */
@Component("laneTriage")
class LaneTriage implements Processor {

    /** So often may answering one conversation fail before a human is told. */
    private static final int FAILURES = 5;

    private final Lanes lanes;

    LaneTriage(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void process(Exchange exchange) {
        LaneView view = lanes.read(exchange.getMessage().getBody(Lane.class));
        exchange.getMessage().setBody(task(view));
    }

    private static LaneTask task(LaneView view) {
        Optional<StoredMessage> keyword = view.keyword();
        if (keyword.isPresent() && keyword.get().detail("keyword").equals("revoke")) {
            return new LaneTask(view, "hold", "revoked");
        }
        if (keyword.isPresent()) {
            return new LaneTask(view, "notice", "");
        }
        if (view.newest().isEmpty() || !view.owner().equals("agent")) {
            return new LaneTask(view, "nothing", "");
        }
        if (view.lane().failures() >= FAILURES) {
            return new LaneTask(view, "hold", "failed");
        }
        return AutomaticReplies.tooMany(view) ? new LaneTask(view, "hold", "loop") : new LaneTask(view, "answer", "");
    }
}
