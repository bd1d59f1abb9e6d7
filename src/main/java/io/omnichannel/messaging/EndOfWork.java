package io.omnichannel.messaging;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Before doors and routes close, nothing more is begun, and what was begun is finished: routes that wait for their exchanges
 * would otherwise be given new ones all the time. All workers end at once, so the end takes as long as the slowest of them.
 * What is left lies in the database.
 */
@Component
class EndOfWork {

    private static final Logger LOG = LoggerFactory.getLogger(EndOfWork.class);

    private final ApplicationContext program;
    private final List<Worker> workers;

    EndOfWork(ApplicationContext program, List<Worker> workers) {
        this.program = program;
        this.workers = workers;
    }

    @EventListener
    void end(ContextClosedEvent closing) throws InterruptedException {
        if (closing.getApplicationContext() != program) {
            return;
        }
        List<Thread> ends = workers.stream()
                .map(worker -> Thread.ofVirtual().name("end-of-work").start(() -> stop(worker)))
                .toList();
        for (Thread end : ends) {
            end.join();
        }
    }

    private static void stop(Worker worker) {
        try {
            worker.stop();
        } catch (InterruptedException | RuntimeException failed) {
            // The others end all the same.
            LOG.warn("A worker did not stop: {}", failed.getClass().getSimpleName());
        }
    }
}
