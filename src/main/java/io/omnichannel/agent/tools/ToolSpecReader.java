package io.omnichannel.agent.tools;

import io.omnichannel.platform.json.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a route says of its tool: the name in {@code tool:name} and the options of the endpoint. Finds every mistake
 * at once; a value with a placeholder is taken as it is, since nobody knows yet what it will be.
 */
public final class ToolSpecReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m)?");
    private static final String PARAMETER = "parameter.";
    private static final Set<String> OPTIONS = Set.of("description", "confirm", "timeLimit", "resultLimit");
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int LARGEST_RESULT = 100_000;
    private static final int LONGEST_DESCRIPTION = 1_000;

    private final List<ToolMistake> mistakes = new ArrayList<>();
    private final Map<String, String> options;

    private ToolSpecReader(Map<String, String> options) {
        this.options = options;
    }

    /** @param spec complete, but only to be used when there are no mistakes */
    public record Read(ToolSpec spec, List<ToolMistake> mistakes) {}

    /** @param options of the endpoint by name, in the order in which they are to be shown */
    public static Read read(String name, Map<String, String> options) {
        ToolSpecReader reader = new ToolSpecReader(options);
        ToolSpec spec = reader.spec(name);
        return new Read(spec, List.copyOf(reader.mistakes));
    }

    private ToolSpec spec(String name) {
        if (!NAME.matcher(name).matches()) {
            wrong(
                    "",
                    "\"" + shown(name) + "\" cannot be a tool's name",
                    "Use lower-case letters, digits, - and _: tool:book-appointment");
        }
        options.keySet().stream()
                .filter(option -> !option.startsWith(PARAMETER) && !OPTIONS.contains(option))
                .forEach(option -> wrong(
                        option,
                        "A tool has no option \"" + shown(option) + "\"",
                        Nearest.to(option, OPTIONS)
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("It has description, confirm, timeLimit, resultLimit and parameter.<name>")));
        return new ToolSpec(
                name, description(), flag("confirm", false), timeLimit(), resultLimit(), ParameterReader.read(this));
    }

    private String description() {
        String text = text("description").orElse("");
        if (text.isEmpty()) {
            wrong(
                    "description",
                    "The model is not told what the tool is for",
                    "Say what it does and when to use it: description: … under parameters:");
        } else if (text.length() > LONGEST_DESCRIPTION) {
            wrong("description", "The description is too long", "Keep it below " + LONGEST_DESCRIPTION + " characters");
        }
        return text;
    }

    private Duration timeLimit() {
        Optional<String> written = text("timeLimit").filter(text -> !isPlaceholder(text));
        if (written.isEmpty()) {
            return ToolSpec.USUAL_TIME;
        }
        Matcher time = TIME.matcher(written.get());
        Duration limit = time.matches() ? duration(Long.parseLong(time.group(1)), time.group(2)) : Duration.ZERO;
        if (limit.isZero() || limit.compareTo(LONGEST) > 0) {
            wrong(
                    "timeLimit",
                    "timeLimit cannot be \"" + shown(written.get()) + "\"",
                    "Write it like 800ms or 3s, at most 1m");
            return ToolSpec.USUAL_TIME;
        }
        return limit;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case null, default -> Duration.ofMillis(amount);
        };
    }

    private int resultLimit() {
        Optional<String> written = text("resultLimit").filter(text -> !isPlaceholder(text));
        if (written.isEmpty()) {
            return ToolSpec.USUAL_RESULT;
        }
        int limit = written.get().matches("\\d{1,6}") ? Integer.parseInt(written.get()) : 0;
        if (limit < 1 || limit > LARGEST_RESULT) {
            wrong(
                    "resultLimit",
                    "resultLimit cannot be \"" + shown(written.get()) + "\"",
                    "Write how many characters, at most " + LARGEST_RESULT);
            return ToolSpec.USUAL_RESULT;
        }
        return limit;
    }

    /** What is said of each parameter: name, and facet by facet; its type has the empty name. */
    Map<String, Map<String, String>> parameters() {
        Map<String, Map<String, String>> named = new LinkedHashMap<>();
        options.forEach((option, value) -> {
            if (option.startsWith(PARAMETER)) {
                String[] parts = option.substring(PARAMETER.length()).split("\\.", 2);
                named.computeIfAbsent(parts[0], name -> new LinkedHashMap<>())
                        .put(parts.length == 1 ? "" : parts[1], value.strip());
            }
        });
        return named;
    }

    boolean flag(String option, boolean otherwise) {
        Optional<String> written = text(option).filter(text -> !isPlaceholder(text));
        if (written.isPresent() && !Set.of("true", "false").contains(written.get())) {
            wrong(option, option + " cannot be \"" + shown(written.get()) + "\"", "It is true or false");
        }
        return written.map(Boolean::parseBoolean).orElse(otherwise);
    }

    private Optional<String> text(String option) {
        return Optional.ofNullable(options.get(option)).map(String::strip).filter(text -> !text.isEmpty());
    }

    void wrong(String option, String problem, String cure) {
        mistakes.add(new ToolMistake(option, problem, cure));
    }

    static boolean isPlaceholder(String text) {
        return text.contains("{{");
    }

    static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
