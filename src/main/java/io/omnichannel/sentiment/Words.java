package io.omnichannel.sentiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * A message of a customer that is to be read.
 *
 * @param seq its place in the timeline
 */
public record Words(@JsonProperty("id") UUID id, @JsonProperty("seq") long seq, @JsonProperty("text") String text) {

    /** Without what was said. */
    @Override
    public String toString() {
        return "Words[" + id + "]";
    }
}
