package io.omnichannel.camel.routes;

import io.omnichannel.agent.tools.ToolMistake;
import io.omnichannel.agent.tools.ToolSpecReader;
import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A route that is a tool says all that a model has to know, is called like its file, and is called by agents alone. */
final class ToolRule implements RouteRule {

    private static final String SCHEME = "tool";
    private static final Pattern QUOTED = Pattern.compile("RAW\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern RESERVED = Pattern.compile("[&%]");

    @Override
    public void check(RouteFile file, KnownNames names, Consumer<Finding> found) {
        file.from().filter(from -> EndpointUri.of(from).scheme().equals(SCHEME)).ifPresent(from -> {
            checkName(from, file, found);
            checkOptions(from, file, found);
        });
        for (Step step : file.steps()) {
            if (EndpointUri.of(step.body()).scheme().equals(SCHEME)) {
                found.accept(file.finding(
                        EndpointUri.of(step.body()).line(),
                        "A tool is called by agents only",
                        "Give its steps a direct: route and call that here and there"));
            }
        }
    }

    private static void checkName(YamlNode from, RouteFile file, Consumer<Finding> found) {
        EndpointUri endpoint = EndpointUri.of(from);
        if (from.textAt("uri").contains("?")) {
            found.accept(file.finding(
                    endpoint.line(),
                    "Options of a tool in its address",
                    "Write each on a line of its own under parameters:"));
        }
        String id = endpoint.path().replace('_', '-');
        if (!id.equals(file.id())) {
            found.accept(file.finding(
                    endpoint.line(),
                    "The tool is \"" + endpoint.path() + "\" but the file is called \"" + file.id() + "\"",
                    "Write uri: tool:" + file.id() + " (- may be _), or rename the file"));
        }
    }

    private static void checkOptions(YamlNode from, RouteFile file, Consumer<Finding> found) {
        Map<String, String> options = new LinkedHashMap<>();
        from.at("parameters").stream()
                .flatMap(parameters -> parameters.fields().stream())
                .forEach(field -> options.put(field.name(), value(field, file, found)));
        for (ToolMistake mistake :
                ToolSpecReader.read(EndpointUri.of(from).path(), options).mistakes()) {
            found.accept(file.finding(lineOf(mistake.option(), from), mistake.problem(), mistake.cure()));
        }
    }

    /** Camel makes one address of all options, in which these signs mean something; its own quotes for it are RAW(…). */
    private static String value(Field option, RouteFile file, Consumer<Finding> found) {
        Matcher quoted = QUOTED.matcher(option.value().text());
        if (quoted.matches()) {
            return quoted.group(1);
        }
        if (RESERVED.matcher(option.value().text()).find()) {
            found.accept(file.finding(
                    option.line(),
                    "& and % mean something in an endpoint",
                    "Put the value into RAW(…), or use a word"));
        }
        return option.value().text();
    }

    /** The line of the option itself, or of the parameter that it is said of. */
    private static int lineOf(String option, YamlNode from) {
        Optional<YamlNode> parameters = from.at("parameters");
        return parameters
                .flatMap(options -> options.field(option))
                .or(() -> parameters.stream()
                        .flatMap(options -> options.fields().stream())
                        .filter(field -> !option.isEmpty() && field.name().startsWith(option + "."))
                        .findFirst())
                .map(Field::line)
                .orElse(EndpointUri.of(from).line());
    }
}
