package io.omnichannel.messaging;

import io.omnichannel.twilio.TwilioApi;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives our numbers to the route {@code gap-reconcile}: all of them at the start and when something could not be taken in, as
 * soon as the database answers again, and each one every hour.
 */
@Component
@EnableConfigurationProperties(GapSettings.class)
class GapWorker {

    private static final int AT_ONCE = 4;

    private final Gaps gaps;
    private final TwilioApi twilio;
    private final WorkLoop<Gap> loop;
    private final AtomicBoolean missed = new AtomicBoolean(true);

    GapWorker(Gaps gaps, GapHandler handler, TwilioApi twilio, MessagingSettings settings) {
        this.gaps = gaps;
        this.twilio = twilio;
        this.loop = new WorkLoop<>("gaps", AT_ONCE, settings.poll(), this::claim, handler::reconcile);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** A message could not be taken in; Twilio has it. */
    void missed() {
        missed.set(true);
    }

    private List<Gap> claim(int most) {
        // Live without an account's SID: nothing can be asked of Twilio.
        if (!twilio.canSend()) {
            return List.of();
        }
        if (missed.getAndSet(false)) {
            hurry();
        }
        return gaps.claim(most);
    }

    private void hurry() {
        boolean done = false;
        try {
            gaps.hurry();
            done = true;
        } finally {
            if (!done) {
                missed.set(true);
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        loop.close();
    }
}
