package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.List;
import java.util.Optional;

/**
 * A file whose YAML can be read. What it holds may still be wrong.
 *
 * @param name as in {@link Finding#file}
 * @param root the whole document
 * @param fields every field of it at any depth
 */
record RouteFile(String name, YamlNode root, List<Field> fields) {

    static final String ENDING = ".camel.yaml";

    static RouteFile of(String name, YamlNode root) {
        return new RouteFile(name, root, root.allFields());
    }

    /** A step of a route: {@code - to: {…}}. The line is that of its name. */
    record Step(String name, int line, YamlNode body) {

        String id() {
            return body.textAt("id");
        }
    }

    /** What the file is called without folder and ending: the id of what it holds. */
    String id() {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    }

    /** What the file is there for: {@code route: {…}}, {@code routeConfiguration: {…}} or {@code rest: {…}}. */
    Optional<Field> main() {
        return root.items().stream().flatMap(item -> item.fields().stream()).findFirst();
    }

    boolean is(String kind) {
        return main().filter(main -> main.name().equals(kind)).isPresent();
    }

    YamlNode body() {
        return main().map(Field::value).orElse(root);
    }

    /** Where messages come from, of a route. */
    Optional<YamlNode> from() {
        return body().at("from");
    }

    /** Every step, in the order in which they are written, those of branches too. */
    List<Step> steps() {
        return fields.stream()
                .filter(field -> field.name().equals("steps"))
                .flatMap(field -> steps(field.value()).stream())
                .toList();
    }

    /** The steps of a list, without those of its branches. */
    static List<Step> steps(YamlNode list) {
        return list.items().stream()
                .flatMap(item -> item.fields().stream())
                .map(field -> new Step(field.name(), field.line(), field.value()))
                .toList();
    }

    Finding finding(int line, String problem, String cure) {
        return new Finding(name, line, problem, cure);
    }
}
