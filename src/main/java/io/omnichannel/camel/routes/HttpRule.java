package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import java.util.List;
import java.util.function.Consumer;

/** A request to somebody else's server ends, whatever that server does, and is made as often as the route says. */
final class HttpRule implements RouteRule {

    private static final List<String> LIMITS =
            List.of("connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        for (Step step : file.steps()) {
            EndpointUri endpoint = EndpointUri.of(step.body());
            if (!endpoint.scheme().matches("https?") && !isSetting(endpoint)) {
                continue;
            }
            for (String limit : LIMITS) {
                if (endpoint.parameter(limit).isEmpty()) {
                    found.accept(file.finding(
                            endpoint.line(),
                            "Without " + limit + " a request may wait for minutes",
                            "Add " + limit + ": 2000 (milliseconds) under parameters:"));
                }
            }
            if (!endpoint.parameter("httpClientConfigurer").startsWith("#")) {
                found.accept(file.finding(
                        endpoint.line(),
                        "Without httpClientConfigurer requests are repeated and redirects followed behind the route's back",
                        "Add httpClientConfigurer: \"#providerHttpClient\" under parameters:"));
            }
        }
    }

    /** Where the whole address is a setting it may be anybody's server. */
    private static boolean isSetting(EndpointUri endpoint) {
        return endpoint.address().startsWith("{{");
    }
}
