package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route may name.
 *
 * @param beans of the application
 * @param settings whether a placeholder has a value
 * @param inbound {@code direct:} and {@code seda:} endpoints that a route reads from
 * @param configurations ids of route configurations
 * @param ids of steps and exception clauses, with the place where each was first used
 */
record KnownNames(
        Set<String> beans,
        Predicate<String> settings,
        Set<String> inbound,
        Set<String> configurations,
        Map<String, String> ids) {

    static KnownNames of(Collection<RouteFile> files, Set<String> beans, Predicate<String> settings) {
        Map<String, String> ids = new HashMap<>();
        files.forEach(file -> named(file)
                .forEach(step -> ids.putIfAbsent(
                        step.id(), file.finding(step.line(), "", "").place())));
        return new KnownNames(
                beans,
                settings,
                files.stream()
                        .flatMap(file -> file.from().stream())
                        .map(from -> EndpointUri.of(from).address())
                        .collect(Collectors.toSet()),
                files.stream()
                        .filter(file -> file.is("routeConfiguration"))
                        .map(file -> file.body().textAt("id"))
                        .collect(Collectors.toSet()),
                ids);
    }

    /** What must have an id of its own: every step, every exception clause of a configuration or a try. */
    static List<Step> named(RouteFile file) {
        Stream<Step> clauses = file.fields().stream().flatMap(KnownNames::clauses);
        return Stream.concat(clauses, file.steps().stream()).toList();
    }

    private static Stream<Step> clauses(Field field) {
        return switch (field.name()) {
            case "onException" ->
                Stream.of(field)
                        .filter(clause -> clause.value().isMapping())
                        .map(clause -> new Step(clause.name(), clause.line(), clause.value()));
            case "doCatch" ->
                field.value().items().stream().map(clause -> new Step(field.name(), clause.line(), clause));
            default -> Stream.empty();
        };
    }
}
