package io.omnichannel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineFollowerTest {

    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final Duration FIRST = Duration.ofDays(1);

    private final List<Duration> looks = new ArrayList<>();

    @Test
    void looksFurtherBackTheFirstTimeAndEverySoOften() {
        TimelineFollower follower = new TimelineFollower(Duration.ZERO, WINDOW, () -> FIRST, looks::add);

        for (int i = 0; i <= 2 * TimelineFollower.WIDE_EVERY; i++) {
            follower.look();
        }

        assertThat(looks.getFirst()).isEqualTo(FIRST);
        assertThat(looks.get(TimelineFollower.WIDE_EVERY)).isEqualTo(TimelineFollower.WIDE_WINDOW);
        assertThat(looks.getLast()).isEqualTo(TimelineFollower.WIDE_WINDOW);
        assertThat(looks).filteredOn(WINDOW::equals).hasSize(2 * TimelineFollower.WIDE_EVERY - 2);
    }

    @Test
    void looksBackOverTheTimeBetweenTwoLooks() {
        Duration poll = Duration.ofHours(1);
        TimelineFollower follower = new TimelineFollower(poll, WINDOW, () -> FIRST, looks::add);

        follower.look();
        follower.look();

        assertThat(looks).containsExactly(FIRST, WINDOW.plus(poll));
    }

    @Test
    void isDueAtTheStartAndNotAgainBeforeItsTime() {
        TimelineFollower follower = new TimelineFollower(Duration.ofHours(1), WINDOW, () -> FIRST, looks::add);
        assertThat(follower.isDue()).isTrue();

        follower.skip();

        assertThat(follower.isDue()).isFalse();
        assertThat(looks).isEmpty();
    }

    @Test
    void makesALookThatFailedAgainAsFarBack() {
        List<Duration> tried = new ArrayList<>();
        TimelineFollower follower = new TimelineFollower(Duration.ofHours(1), WINDOW, () -> FIRST, window -> {
            tried.add(window);
            if (tried.size() == 1) {
                throw new IllegalStateException("no database");
            }
        });

        assertThatThrownBy(follower::look).hasMessage("no database");
        assertThat(follower.isDue()).isTrue();
        follower.look();

        assertThat(tried).containsExactly(FIRST, FIRST);
    }
}
