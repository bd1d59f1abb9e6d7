package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a route names of the other files is there: the routes that it calls, its error handling. */
final class LinksRule implements RouteRule {

    private static final Pattern INTERNAL = Pattern.compile("((?:direct|seda):)/*([^?]+).*");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        checkConfiguration(file, names.configurations(), found);
        int from = file.from().map(EndpointUri::of).map(EndpointUri::line).orElse(0);
        file.fields().stream()
                .filter(field -> field.value().isText() && field.line() != from)
                .forEach(field -> checkTarget(field, file, names.inbound(), found));
    }

    // Camel takes a misspelt configuration for none, and the route then has no error handling at all.
    private static void checkConfiguration(RouteFile file, Set<String> configurations, Consumer<Finding> found) {
        if (!file.is("route")) {
            return;
        }
        Optional<Field> named = file.body().field("routeConfigurationId");
        String choice = "Use one of "
                + String.join(", ", configurations.stream().sorted().toList())
                + ", or none where the caller handles errors";
        if (named.isEmpty()) {
            found.accept(file.finding(
                    file.main().map(Field::line).orElse(1), "No routeConfigurationId, so no error handling", choice));
            return;
        }
        for (String id : named.get().value().text().split(",")) {
            if (!id.equals("none") && !configurations.contains(id)) {
                found.accept(file.finding(
                        named.get().line(),
                        "There is no routeConfiguration \"" + id + "\"",
                        Finding.cure(id, configurations, choice)));
            }
        }
    }

    private static void checkTarget(Field field, RouteFile file, Set<String> inbound, Consumer<Finding> found) {
        Matcher target = INTERNAL.matcher(field.value().text());
        if (target.matches() && !inbound.contains(target.group(1) + target.group(2))) {
            String scheme = target.group(1);
            Set<String> ends = inbound.stream()
                    .filter(known -> known.startsWith(scheme))
                    .map(known -> known.substring(scheme.length()))
                    .collect(Collectors.toSet());
            found.accept(file.finding(
                    field.line(),
                    "No route begins with \"" + scheme + target.group(2) + "\"",
                    Finding.cure(
                            target.group(2),
                            ends,
                            "Add the route " + target.group(2) + ", or call one that exists: "
                                    + String.join(", ", ends.stream().sorted().toList()))));
        }
    }
}
