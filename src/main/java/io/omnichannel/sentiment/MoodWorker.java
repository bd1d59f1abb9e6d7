package io.omnichannel.sentiment;

import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.TimelineFollower;
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

    private final Moods moods;
    private final SaidWords words;
    private final TimelineFollower follower;
    private final WorkLoop<MoodClaim> loop;
    private Set<String> tenants = Set.of();

    MoodWorker(
            Moods moods,
            SentimentRoute route,
            SentimentSettings settings,
            MessagingSettings messaging,
            SaidWords words) {
        this.moods = moods;
        this.words = words;
        this.follower = new TimelineFollower(messaging.poll(), WINDOW, () -> FIRST_WINDOW, moods::follow);
        this.loop = new WorkLoop<>(
                "sentiment",
                settings.reading(),
                messaging.poll(),
                this::claim,
                claim -> route.read(MoodTask.of(claim)));
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
        if (follower.isDue()) {
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
        if (tenants.isEmpty()) {
            follower.skip();
        } else {
            follower.look();
        }
    }

    @Override
    @PreDestroy
    public void stop() throws InterruptedException {
        loop.close();
    }
}
