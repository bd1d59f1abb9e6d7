package io.omnichannel.agent.model;

import java.net.URI;
import java.util.Map;

/**
 * A model somewhere: what tells one client from another.
 *
 * @param apiKey empty where none is wanted
 * @param guarded whether somebody other than the operator named the address
 */
record ModelEndpoint(URI baseUrl, String apiKey, String model, boolean guarded) {

    static final String NEW_LIMIT = "max_completion_tokens";

    /** What a circuit breaker is kept for: a provider may be down for everybody, a credential for its owner. */
    Account account() {
        return new Account(baseUrl, apiKey);
    }

    /** Its address without the query that every request gets. */
    String root() {
        return baseUrl.toString().replaceFirst("[?#].*$", "").replaceFirst("/+$", "");
    }

    /** Where questions go. */
    URI completions() {
        String query = baseUrl.getRawQuery() == null ? "" : "?" + baseUrl.getRawQuery();
        return URI.create(root() + "/chat/completions" + query);
    }

    /** The headers that carry the key; Azure has a name of its own for it. */
    Map<String, String> credentials() {
        if (apiKey.isEmpty()) {
            return Map.of();
        }
        String bearer = "Bearer " + apiKey;
        return isAzure() ? Map.of("Authorization", bearer, "api-key", apiKey) : Map.of("Authorization", bearer);
    }

    /** What it calls the longest answer: OpenAI's newer models refuse the old name, most others do not know the new one. */
    String limitField() {
        return isAzure() || baseUrl.getHost().equals("api.openai.com") ? NEW_LIMIT : "max_tokens";
    }

    boolean isAzure() {
        return baseUrl.getHost().endsWith(".azure.com");
    }

    /** Without the key: this is what logs and metrics say. */
    String name() {
        return model + " at " + baseUrl.getHost();
    }

    @Override
    public String toString() {
        return name();
    }

    /** A provider and a credential for it. */
    record Account(URI baseUrl, String apiKey) {

        @Override
        public String toString() {
            return baseUrl.getHost();
        }
    }
}
