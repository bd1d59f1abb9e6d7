package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.RouteFile.Step;
import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.PropertyBindingException;

/**
 * What only Camel finds when it builds a route, told as a {@link Finding}: Camel names the route and shows the step, and
 * the file is searched for it.
 */
final class CamelFailure {

    private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=}]+)=");
    private static final Pattern STEP = Pattern.compile(">>> (\\w+)\\[(.*)] <<<", Pattern.DOTALL);

    private CamelFailure() {}

    /** @return empty when it is not a route that failed */
    static Optional<Finding> find(Throwable failure, Supplier<Map<String, String>> texts) {
        List<Throwable> causes = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .toList();
        Optional<Throwable> ofRoute =
                causes.stream().filter(cause -> !routeId(cause).isEmpty()).findFirst();
        if (ofRoute.isEmpty()) {
            return Optional.empty();
        }
        List<RouteFile> files = texts.get().entrySet().stream()
                .flatMap(text -> RouteYaml.read(text.getKey(), text.getValue()).file().stream())
                .toList();
        String id = routeId(ofRoute.get());
        return files.stream()
                .filter(file -> file.body().textAt("id").equals(id))
                .findFirst()
                .map(file -> explain(causes, ofRoute.get().getMessage(), file, files));
    }

    private static String routeId(Throwable failure) {
        return switch (failure) {
            case FailedToCreateRouteException created -> created.getRouteId();
            case FailedToStartRouteException started -> started.getRouteId();
            default -> "";
        };
    }

    private static Finding explain(
            List<Throwable> causes, String message, RouteFile file, Collection<RouteFile> files) {
        Optional<Step> step = step(message, file);
        int line = step.map(Step::line)
                .or(() -> file.from().map(from -> EndpointUri.of(from).line()))
                .orElse(1);
        YamlNode within = step.map(Step::body).or(file::from).orElseGet(file::body);
        Matcher option = UNKNOWN_OPTION.matcher(message);
        if (option.find()) {
            return file.finding(
                    lineOf(option.group(1), within, line),
                    "The endpoint has no option \"" + option.group(1) + "\"",
                    Finding.cure(
                            option.group(1),
                            optionsInUse(files, option.group(1)),
                            "Look the option up on the component's page"));
        }
        for (Throwable cause : causes) {
            if (cause instanceof PropertyBindingException binding) {
                return file.finding(
                        lineOf(binding.getPropertyName(), within, line),
                        "The option \"" + binding.getPropertyName() + "\" cannot be \"" + binding.getValue() + "\"",
                        "Look up on the component's page what the option takes");
            }
        }
        return switch (causes.getLast()) {
            case NoSuchEndpointException missing ->
                file.finding(
                        line,
                        "There is no component \"" + missing.getUri().split(":", 2)[0] + "\"",
                        "Check what stands before the first colon; a new component is a dependency in pom.xml");
            case NoSuchLanguageException missing ->
                file.finding(
                        line,
                        "There is no language \"" + missing.getLanguage() + "\"",
                        "Use constant, simple or method; a new language is a dependency in pom.xml");
            case NoSuchBeanException missing ->
                file.finding(
                        lineOfBean(missing.getName(), within, line), firstLine(missing), "Name a bean of that type");
            case Throwable other -> file.finding(line, firstLine(other), cure(causes));
        };
    }

    private static String cure(List<Throwable> causes) {
        return causes.stream()
                        .anyMatch(cause -> cause.getClass().getSimpleName().startsWith("Simple"))
                ? "Check the braces and quotes of the expression"
                : "Check this step against its page in Camel's documentation";
    }

    /** Camel shows a step as {@code to[direct:answer]}: the one of that name that holds what is in the brackets. */
    private static Optional<Step> step(String message, RouteFile file) {
        Matcher shown = STEP.matcher(message);
        if (!shown.find()) {
            return Optional.empty();
        }
        List<Step> named = file.steps().stream()
                .filter(step -> step.name().equalsIgnoreCase(shown.group(1)))
                .toList();
        return named.stream()
                .filter(step -> step.body().allFields().stream()
                        .filter(field -> field.value().isText() && !field.name().equals("id"))
                        .allMatch(field -> shown.group(2).contains(field.value().text())))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    private static int lineOf(String name, YamlNode within, int otherwise) {
        return lineOf(field -> field.name().equals(name), within, otherwise);
    }

    private static int lineOfBean(String name, YamlNode within, int otherwise) {
        return lineOf(field -> field.value().text().endsWith(name), within, otherwise);
    }

    private static int lineOf(Predicate<Field> wanted, YamlNode within, int otherwise) {
        return within.allFields().stream()
                .filter(wanted)
                .map(Field::line)
                .findFirst()
                .orElse(otherwise);
    }

    private static Collection<String> optionsInUse(Collection<RouteFile> files, String wrong) {
        return files.stream()
                .flatMap(file -> file.fields().stream())
                .filter(field -> field.name().equals("parameters"))
                .flatMap(field -> field.value().fields().stream())
                .map(Field::name)
                .filter(name -> !name.equals(wrong))
                .collect(Collectors.toSet());
    }

    private static String firstLine(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().lines().findFirst().orElse("");
    }
}
