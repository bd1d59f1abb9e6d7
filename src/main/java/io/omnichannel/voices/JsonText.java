package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON of a provider that may leave out, null or mistype anything. */
final class JsonText {

    private JsonText() {}

    /** The text of a field, or empty when there is none worth having. */
    static Optional<String> of(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
                ? Optional.of(value.asText().strip())
                : Optional.empty();
    }

    static List<String> list(JsonNode node) {
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : node) {
            if (entry.isTextual() && !entry.asText().isBlank()) {
                texts.add(entry.asText());
            }
        }
        return texts;
    }
}
