package io.omnichannel.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What goes wrong at the REST double, by a script: first the faults that were queued, then the frequent ones by a seeded
 * chance. Nothing goes wrong unless it was asked for. Safe for several threads.
 */
public final class Faults {

    /** What goes wrong with one request. */
    public enum Fault {
        NONE,
        /** 429, code 20429; nothing was taken. */
        TOO_MANY,
        /** The same, and when to come back. */
        TOO_MANY_RETRY_AFTER,
        /** 500 before anything was taken. */
        ERROR_BEFORE,
        /** 500 although the request was taken. */
        ERROR_AFTER,
        /** The connection breaks before anything was taken. */
        RESET_BEFORE,
        /** The connection breaks although the request was taken. */
        RESET_AFTER,
        /** Taken and answered, late. */
        SLOW
    }

    private final Deque<Fault> queued = new ArrayDeque<>();
    private final Map<Fault, Double> shares = new EnumMap<>(Fault.class);
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private Random random = new Random(1);
    private Duration slowness = Duration.ofSeconds(1);
    private Duration retryAfter = Duration.ofSeconds(1);

    public synchronized Faults seed(long seed) {
        random = new Random(seed);
        return this;
    }

    /** The next requests meet these, one each; {@code NONE} lets one pass. */
    public synchronized Faults next(Fault... faults) {
        queued.addAll(List.of(faults));
        return this;
    }

    /** @param share of all requests, 0 to 1 */
    public synchronized Faults often(Fault fault, double share) {
        shares.put(fault, share);
        return this;
    }

    /** How long {@code SLOW} takes. */
    public synchronized Faults slowness(Duration slowness) {
        this.slowness = slowness;
        return this;
    }

    /** What {@code Retry-After} says, in whole seconds. */
    public synchronized Faults retryAfter(Duration retryAfter) {
        this.retryAfter = retryAfter;
        return this;
    }

    /** From here on nothing goes wrong. */
    public synchronized Faults none() {
        queued.clear();
        shares.clear();
        return this;
    }

    /** How often each has happened. */
    public synchronized Map<Fault, Integer> happened() {
        return new EnumMap<>(happened);
    }

    public synchronized Fault draw() {
        Fault fault = queued.isEmpty() ? byChance() : queued.poll();
        happened.merge(fault, 1, Integer::sum);
        return fault;
    }

    public synchronized Duration slowness() {
        return slowness;
    }

    public synchronized Duration retryAfter() {
        return retryAfter;
    }

    private Fault byChance() {
        double left = shares.isEmpty() ? 1 : random.nextDouble();
        for (Map.Entry<Fault, Double> each : shares.entrySet()) {
            left -= each.getValue();
            if (left < 0) {
                return each.getKey();
            }
        }
        return Fault.NONE;
    }
}
