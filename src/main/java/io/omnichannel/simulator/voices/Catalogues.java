package io.omnichannel.simulator.voices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The voices that the doubles have. */
final class Catalogues {

    static final ObjectMapper JSON = new ObjectMapper();

    private Catalogues() {}

    static JsonNode read(String name) {
        try (InputStream file = Catalogues.class.getResourceAsStream("/simulator/voices/" + name)) {
            return JSON.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
