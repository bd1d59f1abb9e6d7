package io.omnichannel.agent.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.platform.json.JsonFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which tools the agent may use, built in or routes of the tenant's own. */
final class ToolFields {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int MOST = 100;

    private ToolFields() {}

    /** Empty when nothing is said about tools; an empty list allows none. */
    static Optional<List<String>> read(JsonFields body) {
        return body.value("tools").map(given -> names(body, given));
    }

    private static List<String> names(JsonFields body, JsonNode given) {
        Set<String> names = new LinkedHashSet<>();
        boolean right = given.isArray() && given.size() <= MOST;
        for (JsonNode name : given) {
            right &= name.isTextual() && NAME.matcher(name.textValue()).matches();
            names.add(name.asText());
        }
        if (!right) {
            body.wrong("tools", "must be a list of tool names such as [\"switch_channel\",\"book-appointment\"]");
        }
        return List.copyOf(names);
    }
}
