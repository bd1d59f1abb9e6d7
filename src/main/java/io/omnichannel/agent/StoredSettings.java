package io.omnichannel.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.stereotype.Component;

/** A tenant's configuration as the database has it: JSON. */
@Component
public final class StoredSettings {

    /** As many tenants as are busy at the same time. */
    private static final int KEPT = 1_000;

    private final ObjectMapper json;
    private final LoadingCache<String, AgentSettings> parsed =
            Caffeine.newBuilder().maximumSize(KEPT).build(this::parse);
    private final String defaults;

    public StoredSettings(ObjectMapper json) {
        this.json = json;
        try {
            this.defaults = json.writeValueAsString(AgentDefaults.settings());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The default configuration cannot be written", impossible);
        }
    }

    /** What a statement takes for a tenant who configured nothing. */
    public String defaults() {
        return defaults;
    }

    /** @param stored a whole configuration, a tenant's own or {@link #defaults} */
    public AgentSettings read(String stored) {
        return parsed.get(stored);
    }

    private AgentSettings parse(String stored) {
        try {
            return json.readValue(stored, AgentSettings.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored configuration cannot be read", broken);
        }
    }
}
