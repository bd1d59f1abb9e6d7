package io.omnichannel.sentiment;

import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import io.omnichannel.sentiment.Moods.Said;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives every conversation in which a customer of an interested tenant said something to the route {@code sentiment}: at once
 * on the node that took the words in, a moment later on any where that node is gone.
 */
@Component
@EnableConfigurationProperties(SentimentSettings.class)
class MoodWorker implements Worker {

    private static final Duration FIRST_WINDOW = Duration.ofDays(1);
    private static final Duration WINDOW = Duration.ofSeconds(20);

    /** Longer than anything takes; looked at now and then. */
    private static final Duration WIDE_WINDOW = Duration.ofMinutes(10);

    private static final int WIDE_EVERY = 60;

    private final Moods moods;
    private final SaidWords words;
    private final Duration poll;
    private final WorkLoop<MoodClaim> loop;
    private Set<String> tenants = Set.of();
    private long looks;
    private long nextLook = System.nanoTime();

    MoodWorker(
            Moods moods,
            MoodHandler handler,
            SentimentSettings settings,
            MessagingSettings messaging,
            SaidWords words) {
        this.moods = moods;
        this.words = words;
        this.poll = messaging.poll();
        this.loop = new WorkLoop<>(
                "sentiment", settings.reading(), poll, this::claim, claim -> handler.read(MoodTask.of(claim)));
        words.follow(this::wake);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop.start();
    }

    /** There is more to read. */
    void wake() {
        loop.wakeIn(Duration.ZERO);
    }

    // Called by the loop's one thread.
    private List<MoodClaim> claim(int most) {
        if (System.nanoTime() - nextLook >= 0) {
            look();
        }
        if (tenants.isEmpty()) {
            return List.of();
        }
        List<Said> next = words.take(most);
        if (next.isEmpty()) {
            return moods.claim(most);
        }
        List<MoodClaim> taken = new ArrayList<>(moods.take(next));
        if (taken.size() < most) {
            taken.addAll(moods.claim(most - taken.size()));
        }
        return taken;
    }

    private void look() {
        tenants = moods.tenants();
        words.of(tenants);
        if (!tenants.isEmpty()) {
            moods.follow(looks == 0 ? FIRST_WINDOW : looks % WIDE_EVERY == 0 ? WIDE_WINDOW : WINDOW.plus(poll));
            looks++;
        }
        nextLook = System.nanoTime() + poll.toNanos();
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
