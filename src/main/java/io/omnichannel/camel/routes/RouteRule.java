package io.omnichannel.camel.routes;

import java.util.function.Consumer;

/** Something that is true of every route file of this house. */
@FunctionalInterface
interface RouteRule {

    void check(RouteFile file, KnownNames names, Consumer<Finding> found);
}
