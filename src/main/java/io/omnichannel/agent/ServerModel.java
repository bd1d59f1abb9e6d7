package io.omnichannel.agent;

import java.net.URI;
import java.util.Map;

/**
 * A model of the operator's, as it is asked.
 *
 * @param name at its provider
 * @param completions where questions go
 * @param credentials the headers that carry the key; none where none is wanted
 * @param limitField what it calls the longest answer, in tokens
 */
public record ServerModel(String name, URI completions, Map<String, String> credentials, String limitField) {

    /** Without the key. */
    @Override
    public String toString() {
        return name + " at " + completions.getHost();
    }
}
