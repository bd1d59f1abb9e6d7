package io.omnichannel.simulator.model;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * How long a model pauses, time after time.
 *
 * @param least the shortest pause
 * @param spread by how much a pause is longer at most; zero: all are the same
 * @param seed draws how much longer each is
 */
public record Pauses(Duration least, Duration spread, long seed) {

    static final Pauses NONE = of(Duration.ZERO);

    /** All the same. */
    public static Pauses of(Duration always) {
        return new Pauses(always, Duration.ZERO, 0);
    }

    /** One after the other, the same ones each time it is begun. */
    Supplier<Duration> begin() {
        SplittableRandom random = new SplittableRandom(seed);
        long most = spread.toNanos();
        return () -> most == 0 ? least : least.plusNanos(random.nextLong(most + 1));
    }
}
