package io.omnichannel.camel.routes;

import io.omnichannel.camel.routes.YamlNode.Field;
import java.util.HashMap;
import java.util.Map;

/**
 * An endpoint as a route names it: {@code uri} and {@code parameters}.
 *
 * @param address without query: {@code direct:answer-twiml}
 * @param parameters those of the query and those below the address
 * @param line of the address
 */
record EndpointUri(String address, Map<String, String> parameters, int line) {

    /** @param node that has the fields {@code uri} and perhaps {@code parameters} */
    static EndpointUri of(YamlNode node) {
        String[] uri = node.textAt("uri").split("\\?", 2);
        Map<String, String> parameters = new HashMap<>();
        if (uri.length > 1) {
            for (String parameter : uri[1].split("&")) {
                String[] pair = parameter.split("=", 2);
                parameters.put(pair[0], pair.length > 1 ? pair[1] : "");
            }
        }
        node.at("parameters").stream()
                .flatMap(fields -> fields.fields().stream())
                .forEach(field -> parameters.put(field.name(), field.value().text()));
        return new EndpointUri(
                uri[0].replaceFirst(":/{2}", ":"),
                parameters,
                node.field("uri").map(Field::line).orElseGet(node::line));
    }

    String scheme() {
        return address.contains(":") ? address.substring(0, address.indexOf(':')) : "";
    }

    String path() {
        return address.substring(address.indexOf(':') + 1);
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }
}
