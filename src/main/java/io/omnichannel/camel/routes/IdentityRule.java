package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One thing a file, called like the file, described in one sentence. */
final class IdentityRule implements RouteRule {

    private static final List<String> KINDS = List.of("route", "routeConfiguration", "rest");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("[.!?]\\s+\\S|[\\r\\n]");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        List<Field> things = file.root().items().stream()
                .flatMap(item -> item.fields().stream())
                .toList();
        if (things.isEmpty() || !KINDS.contains(things.getFirst().name())) {
            found.accept(file.finding(
                    things.isEmpty() ? 1 : things.getFirst().line(),
                    "A file holds a route, a routeConfiguration or a rest",
                    "Begin it with - route:"));
            return;
        }
        things.stream()
                .skip(1)
                .forEach(second -> found.accept(file.finding(
                        second.line(), "A second " + second.name() + " in the file", "Move it to a file of its own")));
        checkId(file, found);
        checkDescription(file, found);
    }

    private static void checkId(RouteFile file, Consumer<Finding> found) {
        String id = file.body().textAt("id");
        if (!id.equals(file.id())) {
            found.accept(file.finding(
                    lineOf("id", file),
                    id.isEmpty() ? "No id" : "The id is \"" + id + "\" but the file is called \"" + file.id() + "\"",
                    "Write id: " + file.id() + (id.isEmpty() ? "" : ", or rename the file")));
        }
    }

    private static void checkDescription(RouteFile file, Consumer<Finding> found) {
        String description = file.body().textAt("description").strip();
        if (description.isEmpty()) {
            found.accept(file.finding(
                    lineOf("description", file),
                    "No description",
                    "Say in one sentence what happens here: description: …"));
        } else if (SENTENCE_ENDS.matcher(description).find()) {
            found.accept(file.finding(
                    lineOf("description", file),
                    "The description is more than one sentence",
                    "Keep the sentence that says what happens; the rest can be a note:"));
        }
    }

    private static int lineOf(String field, RouteFile file) {
        return file.body().field(field).or(file::main).map(Field::line).orElse(1);
    }
}
