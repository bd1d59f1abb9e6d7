package io.omnichannel.camel.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads route files with the parser that Camel uses, and explains what that parser does not accept. */
final class RouteYaml {

    private RouteYaml() {}

    /** A file that was read, or why it cannot be. */
    record Read(Optional<RouteFile> file, List<Finding> findings) {}

    static Read read(String name, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(name).build();
        try {
            Optional<Node> document = new Compose(settings).composeString(text);
            if (document.isEmpty()) {
                return broken(new Finding(
                        name, 1, "The file is empty", "Begin it with - route:, or remove it from the folder"));
            }
            RouteFile file = RouteFile.of(name, new YamlNode(document.get()));
            List<Finding> twice = repeatedFields(file).toList();
            return new Read(twice.isEmpty() ? Optional.of(file) : Optional.empty(), twice);
        } catch (MarkedYamlEngineException unreadable) {
            Optional<Mark> mark = unreadable.getProblemMark().or(unreadable::getContextMark);
            int line = mark.map(at -> at.getLine() + 1).orElse(0);
            return broken(new Finding(name, line, "Not YAML: " + unreadable.getProblem(), cure(text, line)));
        } catch (YamlEngineException unreadable) {
            return broken(new Finding(name, 0, "Not YAML: " + unreadable.getMessage(), cure(text, 0)));
        }
    }

    private static Read broken(Finding finding) {
        return new Read(Optional.empty(), List.of(finding));
    }

    private static String cure(String text, int line) {
        String written = text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        if (written.contains("\t")) {
            return "Indent with spaces: YAML allows no tabs";
        }
        if (written.replaceAll("['\"].*", "").split(": ").length > 2) {
            return "Put the value in quotes: it holds a colon";
        }
        return "Look at the indentation of this line and the one above: two spaces a level, a space after each colon and dash";
    }

    private static Stream<Finding> repeatedFields(RouteFile file) {
        return Stream.concat(Stream.of(file.root()), file.fields().stream().map(YamlNode.Field::value))
                .flatMap(
                        node -> node.isList() ? Stream.concat(Stream.of(node), node.items().stream()) : Stream.of(node))
                .distinct()
                .flatMap(node -> repeatedFields(file, node));
    }

    private static Stream<Finding> repeatedFields(RouteFile file, YamlNode mapping) {
        Set<String> seen = new HashSet<>();
        return mapping.fields().stream()
                .filter(field -> !seen.add(field.name()))
                .map(field -> file.finding(
                        field.line(),
                        "Field \"" + field.name() + "\" is there twice",
                        "Keep one of them; a second step needs a dash of its own"));
    }
}
