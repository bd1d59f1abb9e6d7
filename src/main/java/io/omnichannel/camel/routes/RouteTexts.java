package io.omnichannel.camel.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.DefaultResourceLoader;

/** The route files as text, called as whoever edits them calls them: {@code routes/voice/call-status.camel.yaml}. */
final class RouteTexts {

    private RouteTexts() {}

    /** @param locations as Camel takes them: {@code file:…} or {@code classpath:…} */
    static Map<String, String> read(Collection<String> locations) {
        DefaultResourceLoader files = new DefaultResourceLoader();
        Map<String, String> texts = new TreeMap<>();
        for (String location : locations) {
            try {
                texts.put(
                        location.substring(location.indexOf(':') + 1),
                        files.getResource(location).getContentAsString(StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return texts;
    }
}
