package io.omnichannel.agent.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what a model wrote for a tool, strictly: what the tool has not asked for is no argument. */
@Component
public final class ArgumentReader {

    private static final int MOST_COMPLAINTS = 8;

    private final ObjectReader json;

    ArgumentReader(ObjectMapper json) {
        // A number as it is written: 1e999 is no infinity.
        this.json = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /** What was read. */
    public sealed interface Read {
        /** @param values by name, in the order in which the tool declares them */
        record Arguments(Map<String, Object> values) implements Read {}

        /** @param complaint for the model, so that it can do better */
        record Wrong(String complaint) implements Read {}
    }

    /** @param written of a size that may be read */
    public Read read(ToolSpec tool, String written) {
        Optional<JsonNode> object = object(written);
        return object.isEmpty()
                ? new Read.Wrong("The arguments must be one JSON object such as " + example(tool) + ".")
                : read(tool, object.get());
    }

    private static Read read(ToolSpec tool, JsonNode object) {
        List<String> complaints = new ArrayList<>();
        Set<String> known = tool.parameters().stream().map(ToolParameter::name).collect(Collectors.toSet());
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                complaints.add("there is no argument \"" + ToolSpecReader.shown(name.replaceAll("\\p{Cc}", "")) + "\"");
            }
        });
        Map<String, Object> values = new LinkedHashMap<>();
        for (ToolParameter parameter : tool.parameters()) {
            JsonNode given = object.path(parameter.name());
            boolean absent = given.isMissingNode()
                    || given.isNull()
                    || given.isTextual() && given.textValue().isBlank();
            if (!absent) {
                ArgumentRule.value(parameter, given)
                        .ifPresentOrElse(
                                value -> values.put(parameter.name(), value),
                                () -> complaints.add(parameter.name() + " must be " + ArgumentRule.wanted(parameter)));
            } else if (parameter.required()) {
                complaints.add(parameter.name() + " is missing: " + ArgumentRule.wanted(parameter));
            }
        }
        return complaints.isEmpty()
                ? new Read.Arguments(Collections.unmodifiableMap(values))
                : new Read.Wrong("Nothing was done: "
                        + complaints.stream().limit(MOST_COMPLAINTS).collect(Collectors.joining("; ")) + ".");
    }

    private Optional<JsonNode> object(String written) {
        try {
            return Optional.ofNullable(json.readTree(written.isBlank() ? "{}" : written))
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }

    private static String example(ToolSpec tool) {
        return tool.parameters().stream()
                .limit(3)
                .map(parameter -> "\"" + parameter.name() + "\": …")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
