package io.omnichannel.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a customer beside the latest lines of the conversation.
 *
 * @param summary what was said before those lines, in a few sentences; empty when nothing was
 * @param facts what the customer told about themselves, by name, in the order in which it was told
 */
public record Memory(String summary, Map<String, String> facts) {

    public static final Memory NONE = new Memory("", Map.of());

    /** What was told under the same name before is written over. */
    public Memory with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Memory(summary, Collections.unmodifiableMap(more));
    }

    public Memory summarised(String newer) {
        return new Memory(newer, facts);
    }
}
