package io.omnichannel.messaging.intake;

import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.twilio.TwilioApi;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Gives our numbers to the route {@code gap-reconcile}: all of them at the start, one for which something could not be taken in
 * as soon as the database answers again, and each every hour.
 */
@Component
@EnableConfigurationProperties(GapSettings.class)
class GapWorker implements Worker {

    private static final int AT_ONCE = 4;

    private final Gaps gaps;
    private final TwilioApi twilio;
    private final Duration grace;
    private final WorkLoop<Gap> loop;
    private final Set<String> missed = ConcurrentHashMap.newKeySet();
    private boolean justStarted = true;
    private long nextHurry = System.nanoTime();

    GapWorker(Gaps gaps, GapReconcileRoute route, TwilioApi twilio, MessagingSettings messaging, GapSettings settings) {
        this.gaps = gaps;
        this.twilio = twilio;
        this.grace = settings.grace();
        this.loop = new WorkLoop<>("gaps", AT_ONCE, messaging.poll(), this::claim, route::reconcile);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** A message to one of these numbers could not be taken in; Twilio has it. */
    void missed(List<String> numbers) {
        missed.addAll(numbers);
    }

    private List<Gap> claim(int most) {
        // Live without an account's SID: nothing can be asked of Twilio.
        if (!twilio.canSend()) {
            return List.of();
        }
        if (justStarted) {
            gaps.hurryAll();
            justStarted = false;
        } else if (!missed.isEmpty() && nextHurry - System.nanoTime() <= 0) {
            hurry(Set.copyOf(missed));
        }
        return gaps.claim(most);
    }

    /** Not all the time: what was refused because there is too much to do would make still more to do. */
    private void hurry(Set<String> numbers) {
        missed.removeAll(numbers);
        try {
            gaps.hurry(numbers);
            nextHurry = System.nanoTime() + grace.toNanos();
        } catch (DataAccessException away) {
            missed.addAll(numbers);
            throw away;
        }
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
