package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.platform.ModulePaths;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A path of the admin API says which query parameters it takes, so that a mistyped one is refused. */
final class QueryRule implements RouteRule {

    private static final String BEAN = "queryParameters";
    private static final Pattern METHOD = Pattern.compile("none|only\\('\\w+(, \\w+)*'\\)");
    /** Whoever has no key learns nothing of a path. */
    private static final String CALLER = "direct:authenticate-admin";

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        if (!file.is("route") || file.from().isEmpty()) {
            return;
        }
        EndpointUri from = EndpointUri.of(file.from().get());
        if (!from.scheme().equals("platform-http") || !from.path().startsWith(ModulePaths.ADMIN + "/")) {
            return;
        }
        List<Step> steps = file.from().get().at("steps").map(RouteFile::steps).orElse(List.of());
        if (steps.isEmpty()) {
            return;
        }
        boolean key = steps.getFirst().body().textAt("uri").equals(CALLER);
        Optional<Step> second = steps.stream().skip(key ? 1 : 0).findFirst();
        if (second.filter(QueryRule::saysParameters).isEmpty()) {
            found.accept(file.finding(
                    second.orElse(steps.getFirst()).line(),
                    "A mistyped query parameter would go unnoticed",
                    "Before this step" + (key ? "" : ", behind to: and uri: " + CALLER) + ", add bean: with ref: "
                            + BEAN + " and method: only('limit, after'), or method: none"));
        }
    }

    private static boolean saysParameters(Step step) {
        return step.name().equals("bean")
                && step.body().textAt("ref").equals(BEAN)
                && METHOD.matcher(step.body().textAt("method")).matches();
    }
}
