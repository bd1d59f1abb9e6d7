package io.omnichannel.messaging.lane;

import io.omnichannel.messaging.LaneSignal;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives every conversation that waits for an answer to the route {@code agent-reply}. */
@Component
@EnableConfigurationProperties(MessagingSettings.class)
public class LaneWorker implements Worker, LaneSignal {

    private final Lanes lanes;
    private final AgentReplyRoute route;
    private final int ofOneTenant;
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final WorkLoop<Lane> loop;

    LaneWorker(Lanes lanes, AgentReplyRoute route, MessagingSettings settings) {
        this.lanes = lanes;
        this.route = route;
        // Whoever's model hangs keeps some hands, never all.
        this.ofOneTenant = Math.max(1, settings.answering() * 3 / 4);
        this.loop = new WorkLoop<>("lanes", settings.answering(), settings.poll(), this::claim, this::answer);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    @Override
    public void readyIn(Duration delay) {
        loop.wakeIn(delay);
    }

    private List<Lane> claim(int most) {
        List<Lane> claimed = lanes.claim(most, ofOneTenant, busy);
        claimed.forEach(lane -> busy.merge(lane.tenant(), 1, Integer::sum));
        return claimed;
    }

    private void answer(Lane lane) {
        try {
            route.answer(lane);
        } finally {
            busy.computeIfPresent(lane.tenant(), (tenant, hands) -> hands == 1 ? null : hands - 1);
        }
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
