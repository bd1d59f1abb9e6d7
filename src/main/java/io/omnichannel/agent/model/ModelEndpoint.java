package io.omnichannel.agent.model;

import java.net.URI;

/**
 * A model somewhere: what tells one client from another.
 *
 * @param apiKey empty where none is wanted
 * @param guarded whether somebody other than the operator named the address
 */
record ModelEndpoint(URI baseUrl, String apiKey, String model, boolean guarded) {

    /** What a circuit breaker is kept for: a provider may be down for everybody, a credential for its owner. */
    Account account() {
        return new Account(baseUrl, apiKey);
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
