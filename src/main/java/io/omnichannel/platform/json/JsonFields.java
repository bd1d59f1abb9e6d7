package io.omnichannel.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.platform.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one JSON object field by field and notes everything that is wrong. A field that is absent, {@code null} or
 * {@code ""} is not there. A field that nobody read is unknown, and {@link #refuseUnknown} says so.
 */
public final class JsonFields {

    // Names of any length would make the suggestion a long calculation.
    private static final int LONGEST_NAME = 64;

    private final String path;
    private final ObjectNode object;
    private final InputErrors errors;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<JsonFields> sections = new ArrayList<>();

    private JsonFields(String path, ObjectNode object, InputErrors errors) {
        this.path = path;
        this.object = object;
        this.errors = errors;
    }

    /** @throws ProblemException 400 when a body is no JSON object */
    public static JsonFields of(JsonNode body, InputErrors errors) {
        if (body instanceof ObjectNode object) {
            return new JsonFields("", object, errors);
        }
        throw new ProblemException(400, "Invalid request", "The body must be a JSON object", "invalid_request");
    }

    public Optional<JsonNode> value(String name) {
        known.add(name);
        JsonNode value = object.get(name);
        boolean absent = value == null
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty());
        return absent ? Optional.empty() : Optional.of(value);
    }

    /** A text of at most {@code max} characters that is more than white space. */
    public Optional<String> text(String name, int max) {
        Optional<JsonNode> value = value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> complaint = TextRule.complaint(value.get(), max);
        complaint.ifPresent(message -> wrong(name, message));
        return complaint.isPresent() ? Optional.empty() : value.map(JsonNode::textValue);
    }

    /** The same for a text that is shown to customers or said: nothing in it is hidden. */
    public Optional<String> plainText(String name, int max) {
        Optional<String> text = text(name, max);
        Optional<String> complaint = text.flatMap(TextRule::hidden);
        complaint.ifPresent(message -> wrong(name, message));
        return complaint.isPresent() ? Optional.empty() : text;
    }

    public Optional<String> choice(String name, Collection<String> allowed) {
        Optional<String> given = text(name, 200);
        if (given.isPresent() && !allowed.contains(given.get())) {
            wrong(name, "must be one of " + String.join(", ", allowed) + suggestion(given.get(), allowed));
            return Optional.empty();
        }
        return given;
    }

    public Optional<Long> whole(String name, long min, long max) {
        return value(name).flatMap(value -> {
            if (value.isIntegralNumber()
                    && value.canConvertToLong()
                    && value.longValue() >= min
                    && value.longValue() <= max) {
                return Optional.of(value.longValue());
            }
            wrong(name, "must be a whole number from " + min + " to " + max);
            return Optional.empty();
        });
    }

    public Optional<Double> decimal(String name, double min, double max) {
        return value(name).flatMap(value -> {
            if (value.isNumber() && value.doubleValue() >= min && value.doubleValue() <= max) {
                return Optional.of(value.doubleValue());
            }
            wrong(name, "must be a number from " + min + " to " + max);
            return Optional.empty();
        });
    }

    public Optional<Boolean> flag(String name) {
        return value(name).flatMap(value -> {
            if (value.isBoolean()) {
                return Optional.of(value.booleanValue());
            }
            wrong(name, "must be true or false");
            return Optional.empty();
        });
    }

    /** An object inside this one; one without fields when it is not there. */
    public JsonFields section(String name) {
        JsonNode value = value(name).orElse(null);
        if (value != null && !value.isObject()) {
            wrong(name, "must be an object");
        }
        ObjectNode inner = value instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        JsonFields section = new JsonFields(path + name + ".", inner, errors);
        sections.add(section);
        return section;
    }

    /** Whether there is any field at all. */
    public boolean isEmpty() {
        return object.isEmpty();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Fields that may be there and mean nothing. */
    public void ignore(String... names) {
        known.addAll(List.of(names));
    }

    public void wrong(String name, String message) {
        errors.add(path + name, message);
    }

    /** Notes every field that was not read, here and in the sections, with the name that was likely meant. */
    public void refuseUnknown() {
        for (String name : names()) {
            if (!known.contains(name)) {
                String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
                errors.add(path + shown, "is not a known field" + suggestion(name, known));
            }
        }
        sections.forEach(JsonFields::refuseUnknown);
    }

    private static String suggestion(String name, Collection<String> candidates) {
        return name.length() > LONGEST_NAME
                ? ""
                : Nearest.to(name, candidates)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
    }
}
