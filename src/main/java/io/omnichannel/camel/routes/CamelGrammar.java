package io.omnichannel.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The step and field names that Camel knows, and what may stand below them: the JSON schema that comes with Camel's YAML
 * language, read for its names and shapes only. A value with a placeholder is of any type, which the schema does not know.
 */
final class CamelGrammar {

    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final int MOST_NAMED = 12;

    private final JsonNode root;
    private final Map<JsonNode, Shape> shapes = Collections.synchronizedMap(new IdentityHashMap<>());

    private CamelGrammar(JsonNode root) {
        this.root = root;
    }

    static CamelGrammar load() {
        try (InputStream schema = CamelGrammar.class.getResourceAsStream(SCHEMA)) {
            return new CamelGrammar(new ObjectMapper().readTree(schema));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<Finding> check(RouteFile file) {
        List<Finding> found = new ArrayList<>();
        check(new Field("file", 1, file.root()), root, file, found::add);
        return found;
    }

    private void check(Field field, JsonNode schema, RouteFile file, Consumer<Finding> found) {
        Shape shape = shapes.computeIfAbsent(schema, place -> Shape.of(place, root));
        YamlNode value = field.value();
        if (value.isMapping() && (shape.isFree() || shape.takes("object"))) {
            checkMapping(field, shape, file, found);
        } else if (value.isList() && (shape.isFree() || shape.takes("array"))) {
            value.items()
                    .forEach(item -> check(new Field(field.name(), item.line(), item), shape.items(), file, found));
        } else if (value.isText() && shape.takes("object") && !value.text().isEmpty()) {
            found.accept(file.finding(
                    field.line(),
                    quoted(field.name()) + (shape.takesText() ? " is in its short form" : " cannot be text"),
                    "Write its fields below it, two spaces deeper: " + some(shape.required(), shape.names())));
        } else if (value.isText() ? shape.takes("array") && !value.text().isEmpty() : !shape.isFree()) {
            found.accept(file.finding(
                    field.line(),
                    quoted(field.name()) + " cannot be "
                            + (value.isText() ? "text" : value.isList() ? "a list" : "fields"),
                    shape.takes("array")
                            ? "Make it a list: a dash before each entry"
                            : shape.takes("object")
                                    ? "Remove the dashes below it"
                                    : "Write its value on the same line"));
        } else if (value.isText() && !shape.allows(value.text())) {
            found.accept(file.finding(
                    field.line(),
                    quoted(field.name()) + " cannot be " + quoted(value.text()),
                    Finding.cure(value.text(), shape.values(), "It is one of " + String.join(", ", shape.values()))));
        }
    }

    private void checkMapping(Field parent, Shape shape, RouteFile file, Consumer<Finding> found) {
        if (shape.names().isEmpty()) {
            return;
        }
        boolean choosesOne = shape.choosesOne();
        int fields = 0;
        for (Field field : parent.value().fields()) {
            if (!shape.names().contains(field.name())) {
                found.accept(file.finding(
                        field.line(),
                        (choosesOne ? "Unknown step " : "Unsupported field ") + quoted(field.name()),
                        Finding.cure(field.name(), shape.names(), "Known here: " + some(shape.names(), Set.of()))));
            } else if (choosesOne && ++fields > 1) {
                found.accept(file.finding(
                        field.line(),
                        quoted(field.name()) + " stands beside another step",
                        "Put a dash before it, or move it two spaces deeper if it belongs to the step above"));
            } else {
                check(field, shape.field(field.name()), file, found);
            }
        }
        for (String required : shape.required()) {
            if (parent.value().field(required).isEmpty()) {
                found.accept(file.finding(
                        parent.line(),
                        quoted(parent.name()) + " lacks the field " + quoted(required),
                        "Add " + required + ": two spaces deeper than " + parent.name()));
            }
        }
    }

    private static String some(Collection<String> names, Collection<String> otherwise) {
        Collection<String> shown = names.isEmpty() ? otherwise : names;
        String list =
                String.join(", ", shown.stream().sorted().limit(MOST_NAMED).toList());
        return shown.size() > MOST_NAMED ? list + " …" : list;
    }

    private static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
