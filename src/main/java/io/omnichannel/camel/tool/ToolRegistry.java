package io.omnichannel.camel.tool;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/** The tools whose routes run, by name. Thread-safe. */
@Component
public class ToolRegistry {

    private final ConcurrentSkipListMap<String, ToolConsumer> running = new ConcurrentSkipListMap<>();

    void register(ToolConsumer tool) {
        ToolConsumer first = running.putIfAbsent(tool.spec().name(), tool);
        if (first != null && first != tool) {
            throw new IllegalStateException(
                    "Two routes are the tool " + tool.spec().name() + "; rename one of them");
        }
    }

    void unregister(ToolConsumer tool) {
        running.remove(tool.spec().name(), tool);
    }

    Optional<ToolConsumer> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /** In the order of their names, which is the same on every node and at every turn. */
    Collection<ToolConsumer> all() {
        return running.values();
    }
}
