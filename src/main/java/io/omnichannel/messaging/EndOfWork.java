package io.omnichannel.messaging;

import java.util.List;
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
    private final List<Worker> workers;

    EndOfWork(ApplicationContext program, List<Worker> workers) {
        this.program = program;
        this.workers = workers;
    }

    @EventListener
    void end(ContextClosedEvent closing) throws InterruptedException {
        if (closing.getApplicationContext() == program) {
            for (Worker worker : workers) {
                worker.stop();
            }
        }
    }
}
