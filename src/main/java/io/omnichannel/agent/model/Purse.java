package io.omnichannel.agent.model;

import io.omnichannel.agent.model.Limit.Resource;
import io.omnichannel.agent.model.Limit.Span;
import java.util.Optional;
import java.util.Set;

/** What was spent in a span of time, and what may be. */
record Purse(Span span, Account account, Allowance allowance) {

    /** The first of these of which nothing is left. */
    Optional<Limit> usedUp(Set<Resource> resources) {
        if (allowance.equals(Allowance.NO_LIMIT)) {
            return Optional.empty();
        }
        Usage used = account.used();
        return resources.stream()
                .filter(resource -> resource.isUsedUp(used, allowance))
                .findFirst()
                .map(resource -> new Limit(span, resource));
    }

    long nanosLeft() {
        return allowance.nanos() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : allowance.nanos() - account.used().nanos();
    }
}
