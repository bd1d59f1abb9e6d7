package io.omnichannel.agent.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A tool's parameters as JSON Schema, in the subset that every provider of models reads. */
final class ToolSchema {

    private ToolSchema() {}

    static String of(List<ToolParameter> parameters) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        parameters.forEach(parameter -> properties.set(parameter.name(), of(parameter)));
        ArrayNode required = schema.putArray("required");
        parameters.stream().filter(ToolParameter::required).forEach(parameter -> required.add(parameter.name()));
        return schema.put("additionalProperties", false).toString();
    }

    private static ObjectNode of(ToolParameter parameter) {
        ValueType type = parameter.type();
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", type.schemaType());
        boolean clock = type == ValueType.DATE || type == ValueType.TIME;
        // Not every model reads a format; they all read words.
        String described = (parameter.description() + (clock ? " (" + type.described() + ")" : "")).strip();
        if (!described.isEmpty()) {
            schema.put("description", described);
        }
        if (!parameter.choices().isEmpty()) {
            ArrayNode choices = schema.putArray("enum");
            parameter.choices().forEach(choices::add);
        }
        parameter.pattern().ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern.pattern() + ")$"));
        parameter.min().ifPresent(min -> schema.put(type.isNumber() ? "minimum" : "minLength", min));
        parameter.max().ifPresent(max -> schema.put(type.isNumber() ? "maximum" : "maxLength", max));
        return schema;
    }
}
