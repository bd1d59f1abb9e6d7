package io.omnichannel.simulator.rest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a form or a query, by the JDK's decoder: apart from the server's own, so that one does not take what the
 * other writes wrong.
 */
record RestForm(Map<String, List<String>> parameters) {

    /** @throws RestRefusal for a broken percent sequence, or for what is not UTF-8 */
    static RestForm read(String encoded) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : encoded.split("&")) {
            if (!parameter.isEmpty()) {
                String[] sides = parameter.split("=", 2);
                parameters
                        .computeIfAbsent(decoded(sides[0]), name -> new ArrayList<>())
                        .add(sides.length == 1 ? "" : decoded(sides[1]));
            }
        }
        return new RestForm(parameters);
    }

    Set<String> names() {
        return parameters.keySet();
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The first value of a name, empty when it is absent. */
    String value(String name) {
        return first(name).orElse("");
    }

    private static String decoded(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            // What the decoder puts in place of bytes that are no character.
            if (decoded.contains("\ufffd")
                    && !text.toUpperCase(java.util.Locale.ROOT).contains("%EF%BF%BD")) {
                throw RestRefusal.badRequest(20001, "A parameter is not UTF-8");
            }
            return decoded;
        } catch (IllegalArgumentException broken) {
            throw RestRefusal.badRequest(20001, broken.getMessage());
        }
    }
}
