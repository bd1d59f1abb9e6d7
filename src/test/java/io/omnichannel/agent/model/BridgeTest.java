package io.omnichannel.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.model.Tallies.Tally;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a caller hears next that it takes longer; all times in milliseconds from the beginning of the silence. */
class BridgeTest {

    private static final long FAR = TimeUnit.DAYS.toNanos(1);
    private static final long APOLOGY = ms(3_700);

    private final Patience patience = new Patience(true, ms(1_200), APOLOGY, ms(2_500), ms(7_500), ms(2_500));
    private final Tally tally = new Tally();
    private Bridge bridge;
    private long begun;

    @BeforeEach
    void beQuiet() {
        tally.filled();
        bridge = new Bridge(new Mouth(new SpokenReply(), true), Phrases.in(Locale.ENGLISH), patience, tally, 1, 3);
        begun = bridge.dueAt(false, System.nanoTime() + FAR) - APOLOGY;
    }

    @Test
    void isToldEachTimeTheSilenceHasLastedForSoLong() {
        assertThat(due(60_000)).isEqualTo(3_700);
        bridge.speak(false);
        assertThat(due(60_000)).isEqualTo(7_400);
        bridge.speak(false);
        assertThat(due(60_000)).isEqualTo(11_100);
    }

    @Test
    void isToldNothingJustBeforeTheEnd() {
        bridge.speak(false);

        assertThat(due(7_500)).isEqualTo(7_500);
    }

    @Test
    void isToldEarlierWhereItWouldBeSilentForTooLongElse() {
        bridge.speak(false);

        assertThat(due(8_500)).isEqualTo(6_500);

        bridge.speak(false);

        assertThat(due(8_500)).isGreaterThanOrEqualTo(8_500);
    }

    private long due(long end) {
        return Duration.ofNanos(bridge.dueAt(false, begun + ms(end)) - begun).toMillis();
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
