package io.omnichannel.agent.settings;

/** The keys of tenants' own models, as far as this node remembers them. */
@FunctionalInterface
public interface ModelKeys {

    /** The tenant's may have changed: it is read anew for the next turn. */
    void forget(String tenant);
}
