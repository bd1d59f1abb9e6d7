package io.omnichannel.messaging.lane;

import io.omnichannel.conversation.LoopGuard.Hold;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.StoredMessage;
import io.omnichannel.messaging.lane.LaneTask.Decision;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Body: a {@link Lane} becomes a {@link LaneTask}: what the conversation needs now. */
@Component("laneTriage")
class LaneTriage implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(LaneTriage.class);

    private final Lanes lanes;

    LaneTriage(Lanes lanes) {
        this.lanes = lanes;
    }

    @Override
    public void process(Exchange exchange) {
        Lane lane = exchange.getMessage().getBody(Lane.class);
        if (lane.failures() > 0) {
            LOG.warn(
                    "Answering a conversation has failed, was put off or has outlasted omnichannel.lease; attempt {}",
                    lane.failures() + 1);
        }
        LaneView view = lanes.read(lane);
        exchange.getMessage().setBody(task(view));
    }

    private static LaneTask task(LaneView view) {
        Optional<StoredMessage> keyword = view.keyword();
        if (keyword.isPresent() && keyword.get().detail("keyword").equals("revoke")) {
            return LaneTask.held(view, "revoked");
        }
        Optional<Hold> machine = AutomaticReplies.judge(view);
        if (keyword.isPresent() && mayNotice(keyword.get(), machine)) {
            return LaneTask.of(view, Decision.NOTICE);
        }
        if (view.newest().isEmpty() || !view.owner().equals("agent")) {
            return LaneTask.of(view, Decision.NOTHING);
        }
        if (view.lane().failures() >= MessagingSettings.FAILURES) {
            return LaneTask.held(view, "failed");
        }
        return machine.isPresent() ? LaneTask.held(view, "loop") : LaneTask.of(view, Decision.ANSWER);
    }

    /** A machine may answer our notice with the very word that asks for it; a person who wants to stop is told in any case. */
    private static boolean mayNotice(StoredMessage keyword, Optional<Hold> machine) {
        return machine.isEmpty() || keyword.detail("keyword").equals("stop") && machine.get() == Hold.TOO_MANY_REPLIES;
    }
}
