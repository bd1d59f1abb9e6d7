package io.omnichannel.messaging;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives every message that may be sent to the route {@code send}. */
@Component
public class OutboxWorker {

    private final WorkLoop<OutboxItem> loop;

    OutboxWorker(Outbox outbox, OutboxHandler handler, MessagingSettings settings) {
        this.loop = new WorkLoop<>("outbox", settings.sending(), settings.poll(), outbox::claim, item -> {
            handler.send(item);
            // The conversation's next message may go now.
            wake();
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** Something was written to the outbox. */
    public void wake() {
        loop.wakeIn(Duration.ZERO);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.close();
    }
}
