package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Set;
import java.util.function.Consumer;

/** Nothing that a message says is run, or decides where it is sent; no program hides in a route. */
final class SafetyRule implements RouteRule {

    private static final Set<String> BY_MESSAGE = Set.of("toD", "recipientList", "routingSlip", "dynamicRouter");
    private static final Set<String> BY_EXPRESSION = Set.of("enrich", "pollEnrich");
    private static final Set<String> SCRIPTS =
            Set.of("groovy", "java", "joor", "js", "language", "mvel", "ognl", "python", "spel", "wasm");
    private static final Set<String> PROGRAMS = Set.of("exec", "language", "script");
    /** The pool that sees one tenant at a time; the others see every tenant's rows. */
    private static final String POOL = "appDataSource";

    private static final int ONE_LINE = 120;
    private static final String FIXED = "Use a choice with a fixed to: for each case";
    private static final String IN_JAVA = "Write a processor in Java and name it here: process: with ref:";

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        file.steps().forEach(step -> checkStep(step, file, found));
        for (Field field : file.fields()) {
            if (SCRIPTS.contains(field.name())
                    && field.value().field("expression").isPresent()) {
                found.accept(file.finding(field.line(), "A script (" + field.name() + ") in a route", IN_JAVA));
            } else if (field.name().equals("simple")) {
                checkLength(field, file, found);
            } else if (field.value().field("uri").isPresent()) {
                checkEndpoint(field.value(), file, names, found);
            }
        }
    }

    private static void checkStep(Step step, RouteFile file, Consumer<Finding> found) {
        if (BY_MESSAGE.contains(step.name())) {
            found.accept(
                    file.finding(step.line(), "\"" + step.name() + "\" lets a message decide where it is sent", FIXED));
        } else if (step.name().equals("script")) {
            found.accept(file.finding(step.line(), "A script in a route", IN_JAVA));
        } else if (BY_EXPRESSION.contains(step.name())) {
            step.body().at("expression").stream()
                    .flatMap(expression -> expression.fields().stream())
                    .filter(language -> !language.name().equals("constant"))
                    .forEach(language -> found.accept(file.finding(
                            language.line(),
                            "\"" + step.name() + "\" lets a message decide where it asks",
                            "Use constant: with a fixed address")));
        }
    }

    private static void checkLength(Field field, RouteFile file, Consumer<Finding> found) {
        String text = field.value().textAt("expression").strip();
        if (text.length() > ONE_LINE || text.contains("\n")) {
            found.accept(file.finding(
                    field.line(),
                    "A simple expression of more than a line",
                    "Give the rule a name in Java: method: with ref: and method:"));
        }
    }

    private static void checkEndpoint(YamlNode node, RouteFile file, KnownNames names, Consumer<Finding> found) {
        EndpointUri endpoint = EndpointUri.of(node);
        if (endpoint.address().contains("${")
                || endpoint.parameters().values().stream().anyMatch(value -> value.contains("${"))) {
            found.accept(file.finding(endpoint.line(), "An expression in an endpoint", FIXED + ", or a {{setting}}"));
        }
        if (PROGRAMS.contains(endpoint.scheme())) {
            found.accept(file.finding(endpoint.line(), "\"" + endpoint.scheme() + ":\" runs a program", IN_JAVA));
        }
        // A pool that is not there is NamesRule's to find.
        if (endpoint.scheme().equals("jdbc")
                && names.beans().contains(endpoint.path())
                && !endpoint.path().equals(POOL)) {
            found.accept(file.finding(
                    endpoint.line(), "A route reads through " + POOL + " only", "Write uri: jdbc:" + POOL));
        }
        if (endpoint.scheme().equals("jdbc")
                && !endpoint.parameter("useHeadersAsParameters").equals("true")) {
            found.accept(file.finding(
                    endpoint.line(),
                    "SQL without bound parameters",
                    "Add useHeadersAsParameters: true under parameters: and write :?name in the statement"));
        }
    }
}
