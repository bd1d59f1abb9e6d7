package io.omnichannel.messaging;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives every conversation that waits for an answer to the route {@code agent-reply}. */
@Component
@EnableConfigurationProperties(MessagingSettings.class)
public class LaneWorker implements Worker {

    private final WorkLoop<Lane> loop;

    LaneWorker(Lanes lanes, AgentReplyRoute route, MessagingSettings settings) {
        this.loop = new WorkLoop<>(
                "lanes",
                settings.answering(),
                settings.poll(),
                most -> lanes.claim(most, ofOneTenant(settings.answering())),
                route::answer);
    }

    /** Whoever's model hangs keeps some hands, never all. */
    private static int ofOneTenant(int hands) {
        return Math.max(1, hands * 3 / 4);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** A lane becomes ready in so long. */
    public void readyIn(Duration delay) {
        loop.wakeIn(delay);
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
