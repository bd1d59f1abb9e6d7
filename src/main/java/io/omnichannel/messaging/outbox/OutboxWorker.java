package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives every message that may be sent to the route {@code send}. Mails have hands of their own: a mail server may take its
 * time, and holds nobody's texts up.
 */
@Component
public class OutboxWorker implements Worker {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
    // Messages taken for each that is being sent.
    private static final int HELD = 4;

    private final WorkLoop<OutboxItem> messages;
    private final WorkLoop<OutboxItem> mails;

    OutboxWorker(
            Outbox outbox,
            SendRoute route,
            MessagingSettings settings,
            @Value("${omnichannel.database.pool-size:16}") int pool) {
        int width = width(settings.sending(), pool);
        int mailWidth = Math.max(1, width / 4);
        this.messages = new WorkLoop<>(
                "outbox", width, HELD * width, settings.poll(), most -> outbox.claim(most, false), route::send);
        this.mails = new WorkLoop<>(
                "mails", mailWidth, HELD * mailWidth, settings.poll(), most -> outbox.claim(most, true), route::send);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        messages.start();
        mails.start();
    }

    /** Something was written to the outbox. */
    public void wake() {
        readyIn(Duration.ZERO);
    }

    /** Something may be sent, or is to be looked for, in so long. */
    public void readyIn(Duration delay) {
        messages.wakeIn(delay);
        mails.wakeIn(delay);
    }

    /** Something for this channel was written to the outbox. */
    public void wake(Channel channel) {
        (channel == Channel.EMAIL ? mails : messages).wakeIn(Duration.ZERO);
    }

    /** Who sends holds a connection while the provider thinks: some must be left for everybody else. */
    static int width(int wanted, int pool) {
        int most = Math.max(1, pool / 2);
        if (wanted > most) {
            LOG.warn(
                    "omnichannel.sending is {}; with a pool of {} connections {} messages are sent at a time",
                    wanted,
                    pool,
                    most);
        }
        return Math.min(wanted, most);
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        mails.stopTaking();
        messages.close();
        mails.close();
    }
}
