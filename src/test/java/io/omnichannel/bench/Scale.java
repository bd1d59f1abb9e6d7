package io.omnichannel.bench;

import java.time.Duration;

/** How long benchmarks take: {@code -Dbench.seconds=2} makes every measured stretch that short, for a try. */
final class Scale {

    private static final Integer SECONDS = Integer.getInteger("bench.seconds");

    private Scale() {}

    /** The stretch a benchmark asks for, or what the command line says instead. */
    static Duration stretch(int seconds) {
        return Duration.ofSeconds(SECONDS == null ? seconds : Math.min(seconds, SECONDS));
    }

    /** How often a comparison alternates between its two sides. */
    static int rounds() {
        return Integer.getInteger("bench.rounds", SECONDS == null ? 5 : 2);
    }
}
