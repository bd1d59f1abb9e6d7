package io.omnichannel.camel.routes;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What only Camel finds when it builds a route. */
final class CamelFailure {

    private CamelFailure() {}

    static Optional<Finding> find(Throwable failure, Supplier<Map<String, String>> texts) {
        return Optional.empty();
    }
}
