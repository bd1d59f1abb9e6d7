package io.omnichannel.agent.model;

import io.omnichannel.agent.model.Limit.Resource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a turn may still take: of its own, of its call and of the tenant's day. What it takes is put on the account of each.
 * Looked at before every request to a model: what is begun is not taken back, so a limit is passed by one request at most.
 */
final class Budget {

    static final Set<Resource> ALL = EnumSet.allOf(Resource.class);
    /** While these are left a turn is finished, if need be without another tool. */
    static final Set<Resource> TO_GO_ON = EnumSet.complementOf(EnumSet.of(Resource.TOOL_STEPS));

    private static final long LONGEST = TimeUnit.DAYS.toNanos(1);

    private final List<Purse> purses;
    private final Tariff tariff;

    /** @param purses that for the longest time first: it is the one to name when several are empty */
    Budget(List<Purse> purses, Tariff tariff) {
        this.purses = purses;
        this.tariff = tariff;
    }

    /** The limit that is reached, if one of these is. */
    Optional<Limit> usedUp(Set<Resource> resources) {
        return purses.stream()
                .flatMap(purse -> purse.usedUp(resources).stream())
                .findFirst();
    }

    /** Until when whatever begins now has to end, on the clock of {@link System#nanoTime()}. */
    long deadline() {
        long left = purses.stream().mapToLong(Purse::nanosLeft).min().orElse(LONGEST);
        return System.nanoTime() + Math.min(left, LONGEST);
    }

    /** A model was asked. */
    void asked(String model, Tokens tokens) {
        spend(Usage.request(tokens, tariff.cost(model, tokens)));
    }

    /** A model has tools do something. */
    void toolStep() {
        spend(Usage.TOOL_STEP);
    }

    /** A model or a tool has worked. @param since on the clock of {@link System#nanoTime()} */
    void workedSince(long since) {
        spend(Usage.time(System.nanoTime() - since));
    }

    private void spend(Usage usage) {
        purses.forEach(purse -> purse.account().add(usage));
    }
}
