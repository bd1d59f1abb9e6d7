package io.omnichannel.agent.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentSettings;
import java.util.List;
import java.util.Optional;

/**
 * A configuration that was read and found good.
 *
 * @param settings every default filled in
 * @param json the same as it is stored and shown, secrets left out
 * @param apiKey of the tenant's own model, when this document gives one
 * @param warnings what is kept but has no effect, or could not be checked
 */
public record SettingsDocument(
        AgentSettings settings, ObjectNode json, Optional<String> apiKey, List<SettingsWarning> warnings) {}
