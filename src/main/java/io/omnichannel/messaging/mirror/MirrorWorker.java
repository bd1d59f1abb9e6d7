package io.omnichannel.messaging.mirror;

import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.TimelineFollower;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.twilio.TwilioApi;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Follows the conversations behind everybody's back and gives each that has something new to the route {@code mirror}.
 * Without a service to copy to it never begins.
 */
@Component
@EnableConfigurationProperties(MirrorSettings.class)
class MirrorWorker implements Worker {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorWorker.class);

    /** Longer than a transaction that writes into a conversation usually takes. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Mirrors mirrors;
    private final MirrorSettings settings;
    private final TwilioApi twilio;
    private final TimelineFollower follower;
    private final WorkLoop<MirrorClaim> loop;

    MirrorWorker(
            Mirrors mirrors,
            MirrorRoute route,
            MirrorSettings settings,
            MessagingSettings messaging,
            TwilioApi twilio) {
        this.mirrors = mirrors;
        this.settings = settings;
        this.twilio = twilio;
        this.follower = new TimelineFollower(
                messaging.poll(), WINDOW, () -> mirrors.age().plus(TimelineFollower.WIDE_WINDOW), mirrors::follow);
        this.loop = new WorkLoop<>(
                "mirror",
                settings.mirroring(),
                messaging.poll(),
                this::claim,
                claim -> route.mirror(MirrorTask.of(claim)));
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.isOn() && !twilio.canSend()) {
            LOG.warn("Conversations are not copied to Twilio: TWILIO_ACCOUNT_SID is not set");
        } else if (settings.isOn()) {
            loop.start();
        }
    }

    // Called by the loop's one thread.
    private List<MirrorClaim> claim(int most) {
        if (follower.isDue()) {
            follower.look();
        }
        return mirrors.claim(most);
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
