package io.omnichannel.camel.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a place in a JSON schema allows, all its alternatives taken together. */
final class Shape {

    private static final String NUMBER = "-?\\d+(\\.\\d+)?";
    private static final String TRUTH = "true|false";

    private final JsonNode root;
    private final Set<String> types = new HashSet<>();
    private final Map<String, JsonNode> fields = new HashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> values = new LinkedHashSet<>();
    private JsonNode items = MissingNode.getInstance();
    private boolean choosesOne;

    private Shape(JsonNode root) {
        this.root = root;
    }

    static Shape of(JsonNode schema, JsonNode root) {
        Shape shape = new Shape(root);
        shape.add(schema, false);
        return shape;
    }

    /** Whether the schema says nothing at all. */
    boolean isFree() {
        return types.isEmpty();
    }

    boolean takes(String type) {
        return types.contains(type);
    }

    boolean takesText() {
        return types.contains("string") || types.contains("boolean") || types.contains("number");
    }

    /** Empty where any field may stand. */
    Set<String> names() {
        return fields.keySet();
    }

    JsonNode field(String name) {
        return fields.get(name);
    }

    Set<String> required() {
        return required;
    }

    /** What a value is one of, or is like; for whoever has to correct it. */
    Collection<String> values() {
        return !values.isEmpty() ? values : takes("number") ? List.of("a number") : List.of("true", "false");
    }

    /** Whether a field of text, a number or a truth value may have this one; a placeholder may become anything. */
    boolean allows(String text) {
        if (text.isEmpty() || text.contains("{{") || types.size() > 1) {
            return true;
        }
        return values.isEmpty()
                ? !takes("boolean") && !takes("number") || text.matches(takes("number") ? NUMBER : TRUTH)
                : values.contains(text);
    }

    JsonNode items() {
        return items;
    }

    /** Whether only one of the fields may be there: the step's name. */
    boolean choosesOne() {
        return choosesOne;
    }

    private void add(JsonNode schema, boolean oneOfSeveral) {
        if (schema.has("$ref")) {
            add(root.at(schema.get("$ref").textValue().substring(1)), oneOfSeveral);
        }
        if (schema.has("type")) {
            types.add(schema.get("type").textValue());
        }
        schema.path("properties").properties().forEach(property -> {
            // The alternatives say more about a field than the overview, which only names it.
            if (fields.getOrDefault(property.getKey(), MissingNode.getInstance())
                    .isEmpty()) {
                fields.put(property.getKey(), property.getValue());
            }
        });
        if (!oneOfSeveral) {
            schema.path("required").forEach(name -> required.add(name.textValue()));
        }
        schema.path("enum").forEach(value -> values.add(value.asText()));
        if (schema.has("items")) {
            items = schema.get("items");
        }
        choosesOne |= schema.path("maxProperties").asInt() == 1;
        for (String several : List.of("oneOf", "anyOf")) {
            schema.path(several).forEach(alternative -> add(alternative, true));
        }
    }
}
