package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsLongest() {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(60), new Random(7));
        long[] ceilings = {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000};

        for (int tries = 1; tries <= ceilings.length; tries++) {
            long longest = 0;
            for (int i = 0; i < 2_000; i++) {
                longest = Math.max(longest, backoff.after(tries).toMillis());
            }
            assertThat(longest).isBetween(ceilings[tries - 1] * 9 / 10, ceilings[tries - 1]);
        }
    }

    @Test
    void staysBoundedForAnyNumberOfTries() {
        Backoff backoff = Backoff.standard(new Random(7));

        for (int tries : new int[] {Integer.MIN_VALUE, -1, 0, 1, 64, Integer.MAX_VALUE}) {
            assertThat(backoff.after(tries)).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        }
    }

    @Test
    void spreadsThoseWhoFailedTogether() {
        Backoff backoff = Backoff.standard(new Random(7));
        Set<Duration> waits = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            waits.add(backoff.after(8));
        }

        assertThat(waits).hasSizeGreaterThan(90);
    }
}
