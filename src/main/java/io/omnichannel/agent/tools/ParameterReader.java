package io.omnichannel.agent.tools;

import io.omnichannel.platform.json.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads {@code parameter.<name>: <type>} and what is said of the parameter beside its type: {@code parameter.<name>.required},
 * {@code .description}, {@code .enum}, {@code .pattern}, {@code .min}, {@code .max}. The form is that of Camel's own tools.
 */
final class ParameterReader {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,39}");
    private static final Set<String> FACETS = Set.of("description", "required", "enum", "pattern", "min", "max");
    private static final int MOST = 20;

    private final ToolSpecReader tool;
    private final String name;
    private final Map<String, String> facets;

    private ParameterReader(ToolSpecReader tool, String name, Map<String, String> facets) {
        this.tool = tool;
        this.name = name;
        this.facets = facets;
    }

    static List<ToolParameter> read(ToolSpecReader tool) {
        List<ToolParameter> read = new ArrayList<>();
        tool.parameters().forEach((name, facets) -> read.add(new ParameterReader(tool, name, facets).parameter()));
        if (read.size() > MOST) {
            tool.wrong("", "A tool with " + read.size() + " parameters", "Ask for at most " + MOST);
        }
        return List.copyOf(read);
    }

    private ToolParameter parameter() {
        checkName();
        facets.keySet().stream()
                .filter(facet -> !facet.isEmpty() && !FACETS.contains(facet))
                .forEach(facet -> wrong(
                        facet,
                        "A parameter has no \"" + ToolSpecReader.shown(facet) + "\"",
                        Nearest.to(facet, FACETS)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("It has description, required, enum, pattern, min and max")));
        ValueType type = type();
        return new ToolParameter(
                name,
                type,
                facet("description").orElse(""),
                tool.flag(option("required"), false),
                choices(type),
                pattern(type),
                number("min", type),
                number("max", type));
    }

    private void checkName() {
        if (!NAME.matcher(name).matches()) {
            wrong(
                    "",
                    "\"" + ToolSpecReader.shown(name) + "\" cannot be a parameter's name",
                    "Use letters, digits and _");
        } else if (ToolVariables.NAMES.contains(name)) {
            wrong(
                    "",
                    "\"" + name + "\" is not for the model to say",
                    "Remove it: the conversation's own is ${variable." + name + "} in the route");
        }
    }

    private ValueType type() {
        String written = facet("").orElse("");
        Optional<ValueType> type = ValueType.of(written);
        if (type.isEmpty()) {
            wrong(
                    "",
                    written.isEmpty()
                            ? "The parameter \"" + name + "\" has no type"
                            : "\"" + ToolSpecReader.shown(written) + "\" is no type of a parameter",
                    Nearest.to(written, ValueType.names())
                            .map(near -> "Did you mean \"" + near + "\"?")
                            .orElse("Write " + option("") + ": and one of " + String.join(", ", ValueType.names())));
        }
        return type.orElse(ValueType.STRING);
    }

    private List<String> choices(ValueType type) {
        Optional<String> written = facet("enum");
        if (written.isPresent() && type != ValueType.STRING) {
            wrong("enum", "Only a string has an enum", "Remove it, or write " + option("") + ": string");
        }
        return written.stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(choice -> !choice.isEmpty())
                .distinct()
                .toList();
    }

    private Optional<Pattern> pattern(ValueType type) {
        Optional<String> written = facet("pattern");
        if (written.isPresent() && type != ValueType.STRING) {
            wrong("pattern", "Only a string has a pattern", "Remove it, or write " + option("") + ": string");
        }
        try {
            return written.map(Pattern::compile);
        } catch (PatternSyntaxException broken) {
            wrong(
                    "pattern",
                    "The pattern cannot be read: " + broken.getDescription(),
                    "Check its brackets and backslashes");
            return Optional.empty();
        }
    }

    private Optional<BigDecimal> number(String facet, ValueType type) {
        Optional<String> written = facet(facet).filter(text -> !ToolSpecReader.isPlaceholder(text));
        if (written.isPresent() && !type.isNumber() && type != ValueType.STRING) {
            wrong(facet, "A " + type.wireName() + " has no " + facet, "Remove it, and check the value in the route");
        }
        try {
            return written.map(BigDecimal::new);
        } catch (NumberFormatException broken) {
            wrong(facet, facet + " cannot be \"" + ToolSpecReader.shown(written.get()) + "\"", "Write a number");
            return Optional.empty();
        }
    }

    private Optional<String> facet(String facet) {
        return Optional.ofNullable(facets.get(facet)).filter(text -> !text.isEmpty());
    }

    private String option(String facet) {
        return "parameter." + name + (facet.isEmpty() ? "" : "." + facet);
    }

    private void wrong(String facet, String problem, String cure) {
        tool.wrong(option(facet), problem, cure);
    }
}
