package io.omnichannel.camel.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A piece of a YAML document that knows its line. Asked for what it has not, it is empty: nothing here throws. */
record YamlNode(Node node) {

    /** {@code name: value}; the line is the name's. */
    record Field(String name, int line, YamlNode value) {}

    /** Counted from 1. */
    int line() {
        return line(node);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** The scalar as it is written, without quotes; empty for anything else and for {@code null}. */
    String text() {
        return node instanceof ScalarNode scalar && !scalar.getValue().equals("null") ? scalar.getValue() : "";
    }

    /** Of a mapping, in the order in which they are written. */
    List<Field> fields() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(pair -> new Field(
                                new YamlNode(pair.getKeyNode()).text(),
                                line(pair.getKeyNode()),
                                new YamlNode(pair.getValueNode())))
                        .toList()
                : List.of();
    }

    Optional<Field> field(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    Optional<YamlNode> at(String name) {
        return field(name).map(Field::value);
    }

    /** The text of a field, empty when there is none. */
    String textAt(String name) {
        return at(name).map(YamlNode::text).orElse("");
    }

    /** Of a list. */
    List<YamlNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(YamlNode::new).toList()
                : List.of();
    }

    /** Every field at any depth, those above before those below. An item of a list goes by the list's name. */
    List<Field> allFields() {
        List<Field> found = new ArrayList<>();
        visit(this, found::add);
        return found;
    }

    private static void visit(YamlNode node, Consumer<Field> visitor) {
        node.items().forEach(item -> visit(item, visitor));
        for (Field field : node.fields()) {
            visitor.accept(field);
            field.value().items().stream()
                    .filter(YamlNode::isText)
                    .forEach(item -> visitor.accept(new Field(field.name(), item.line(), item)));
            visit(field.value(), visitor);
        }
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
