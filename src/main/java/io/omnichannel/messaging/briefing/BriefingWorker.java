package io.omnichannel.messaging.briefing;

import io.omnichannel.conversation.HandOffs;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.platform.database.AfterCommit;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells humans that they are wanted, as soon as it is on disk. */
@Component
class BriefingWorker implements Worker, HandOffs {

    private static final int AT_A_TIME = 4;

    private final Briefings briefings;
    private final WorkLoop<BriefingTask> loop;

    BriefingWorker(Briefings briefings, BriefingRoute route, MessagingSettings settings) {
        this.briefings = briefings;
        this.loop = new WorkLoop<>("briefings", AT_A_TIME, settings.poll(), briefings::claim, task -> {
            route.tell(task);
            if (task.way().equals("note")) {
                briefingDue();
            }
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    @Override
    public boolean announce(String tenant, UUID conversation, UUID call, String reason) {
        return briefings.announce(tenant, conversation, call, reason);
    }

    @Override
    public void briefingDue() {
        AfterCommit.run(() -> loop.wakeIn(Duration.ZERO));
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
