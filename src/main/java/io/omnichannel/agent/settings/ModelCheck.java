package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.List;

/** Whether a tenant's own model will be asked. Answers from memory, at once, and never stops anybody from saving. */
@FunctionalInterface
public interface ModelCheck {

    /** What speaks against the model's address; nothing when all is well, or when only a resolver could tell. */
    List<SettingsWarning> check(AgentSettings settings);
}
