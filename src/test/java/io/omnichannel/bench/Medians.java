package io.omnichannel.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several rounds: one that was disturbed does not count. */
final class Medians {

    private Medians() {}

    static <T> double of(List<T> rounds, ToDoubleFunction<T> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
