package io.omnichannel.messaging;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Before doors and routes close, nothing more is begun, and what was begun is finished: routes that wait for their exchanges
 * would otherwise be given new ones all the time. What is left lies in the database.
 */
@Component
class EndOfWork {

    private final ApplicationContext program;
    private final GapWorker gaps;
    private final LaneWorker lanes;
    private final OutboxWorker outbox;

    EndOfWork(ApplicationContext program, GapWorker gaps, LaneWorker lanes, OutboxWorker outbox) {
        this.program = program;
        this.gaps = gaps;
        this.lanes = lanes;
        this.outbox = outbox;
    }

    @EventListener
    void end(ContextClosedEvent closing) throws InterruptedException {
        if (closing.getApplicationContext() == program) {
            gaps.stop();
            lanes.stop();
            outbox.stop();
        }
    }
}
