package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a route names is there: routes that it calls, beans, settings, its error handling. */
final class NamesRule implements RouteRule {

    private static final Pattern INTERNAL = Pattern.compile("((?:direct|seda):)/*([^?]+).*");
    // {{name}} only: a default, an optional one and those of other sources may be missing.
    private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?!]+)}}");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        checkConfiguration(file, names.configurations(), found);
        int from = file.from().map(EndpointUri::of).map(EndpointUri::line).orElse(0);
        for (Field field : file.root().allFields()) {
            if (field.value().isText()) {
                if (field.line() != from) {
                    checkTarget(field, file, names.inbound(), found);
                }
                bean(field).ifPresent(bean -> checkBean(bean, field, file, names.beans(), found));
                checkSettings(field, file, names, found);
            }
        }
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
                        Nearest.cure(id, configurations, choice)));
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
                    Nearest.cure(
                            target.group(2),
                            ends,
                            "Add the route " + target.group(2) + ", or call one that exists: "
                                    + String.join(", ", ends.stream().sorted().toList()))));
        }
    }

    private static Optional<String> bean(Field field) {
        String text = field.value().text();
        boolean reference = field.name().equals("ref") || field.name().endsWith("Ref");
        if (text.contains("{{") || text.startsWith("#class:") || text.startsWith("#type:")) {
            return Optional.empty();
        }
        if (text.startsWith("#bean:")) {
            return Optional.of(text.substring("#bean:".length()));
        }
        if (text.startsWith("#") && text.length() > 1) {
            return Optional.of(text.substring(1));
        }
        if (field.name().equals("uri") && (text.startsWith("bean:") || text.startsWith("jdbc:"))) {
            return Optional.of(text.substring("bean:".length()).split("\\?", 2)[0]);
        }
        return reference && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static void checkBean(
            String bean, Field field, RouteFile file, Set<String> beans, Consumer<Finding> found) {
        if (!beans.contains(bean)) {
            found.accept(file.finding(
                    field.line(),
                    "There is no bean \"" + bean + "\"",
                    Nearest.cure(
                            bean,
                            beans,
                            "A bean is a class with @Component(\"" + bean + "\"), or a method with @Bean")));
        }
    }

    private static void checkSettings(Field field, RouteFile file, KnownNames names, Consumer<Finding> found) {
        Matcher setting = SETTING.matcher(field.value().text());
        while (setting.find()) {
            String name = setting.group(1);
            if (!names.settings().test(name)) {
                found.accept(file.finding(
                        field.line(),
                        "There is no setting \"" + name + "\"",
                        "Add " + name + "= to application.properties, or a default here: {{" + name + ":…}}"));
            }
        }
    }
}
