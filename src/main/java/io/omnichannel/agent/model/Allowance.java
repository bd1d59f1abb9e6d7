package io.omnichannel.agent.model;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How much thinking may take at most, in the units of {@link Usage}.
 */
record Allowance(long toolSteps, long tokens, long cost, long nanos) {

    private static final long UNLIMITED = Long.MAX_VALUE;

    static final Allowance NO_LIMIT = new Allowance(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);

    /** As the settings say it: zero is no limit. */
    static Allowance set(long toolSteps, long tokens, long cost, Duration time) {
        return new Allowance(orNone(toolSteps), orNone(tokens), orNone(cost), orNone(time.toNanos()));
    }

    /** As a tenant's configuration says it: null is no limit, zero is nothing at all. */
    static Allowance given(Long toolSteps, Long tokens, Long cost, Long seconds) {
        return new Allowance(
                toolSteps == null ? UNLIMITED : toolSteps,
                tokens == null ? UNLIMITED : tokens,
                cost == null ? UNLIMITED : cost,
                seconds == null ? UNLIMITED : TimeUnit.SECONDS.toNanos(seconds));
    }

    /** What both allow. */
    Allowance and(Allowance other) {
        return new Allowance(
                Math.min(toolSteps, other.toolSteps),
                Math.min(tokens, other.tokens),
                Math.min(cost, other.cost),
                Math.min(nanos, other.nanos));
    }

    /** The same with another time. */
    Allowance lasting(long otherNanos) {
        return new Allowance(toolSteps, tokens, cost, otherNanos);
    }

    boolean limitsMoney() {
        return cost != UNLIMITED;
    }

    private static long orNone(long most) {
        return most == 0 ? UNLIMITED : most;
    }
}
