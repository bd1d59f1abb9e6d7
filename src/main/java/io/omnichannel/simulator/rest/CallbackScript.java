package io.omnichannel.simulator.rest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How status callbacks reach the server: once each, in order and at once, unless it is told otherwise. What really became of
 * a message does not depend on it. Safe for several threads.
 */
public final class CallbackScript {

    private Random random = new Random(1);
    private boolean silent;
    private boolean shuffled;
    private double doubled;
    private double dropped;
    private Duration least = Duration.ZERO;
    private Duration most = Duration.ZERO;

    /** One callback: the status to tell, and how long after the one before. */
    record Planned<T>(T status, Duration after) {}

    public synchronized CallbackScript seed(long seed) {
        random = new Random(seed);
        return this;
    }

    /** Nobody is told anything. */
    public synchronized CallbackScript silent() {
        silent = true;
        return this;
    }

    /** The callbacks of one message come in any order. */
    public synchronized CallbackScript shuffled() {
        shuffled = true;
        return this;
    }

    /** @param share of the callbacks that come twice, 0 to 1 */
    public synchronized CallbackScript doubled(double share) {
        doubled = share;
        return this;
    }

    /** @param share of the callbacks that never come, 0 to 1 */
    public synchronized CallbackScript dropped(double share) {
        dropped = share;
        return this;
    }

    /** Before each callback passes some time between these two. */
    public synchronized CallbackScript delayed(Duration least, Duration most) {
        this.least = least;
        this.most = most;
        return this;
    }

    /** From here on, once each, in order and at once. */
    public synchronized CallbackScript faithful() {
        silent = false;
        shuffled = false;
        doubled = 0;
        dropped = 0;
        least = Duration.ZERO;
        most = Duration.ZERO;
        return this;
    }

    synchronized <T> List<Planned<T>> plan(List<T> statuses) {
        List<Planned<T>> plan = new ArrayList<>();
        for (T status : silent ? List.<T>of() : statuses) {
            if (random.nextDouble() >= dropped) {
                plan.add(new Planned<>(status, delay()));
            }
            if (random.nextDouble() < doubled) {
                plan.add(new Planned<>(status, delay()));
            }
        }
        if (shuffled) {
            Collections.shuffle(plan, random);
        }
        return plan;
    }

    private Duration delay() {
        long span = most.minus(least).toMillis();
        return span <= 0 ? least : least.plusMillis(random.nextLong(span + 1));
    }
}
