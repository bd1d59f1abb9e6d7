package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.List;

/** Whether what a tenant says of models will come true. Answers from memory, at once, and never stops anybody from saving. */
@FunctionalInterface
public interface ModelCheck {

    /** What will not; nothing when all is well, or when it cannot be told from here. */
    List<SettingsWarning> check(AgentSettings settings);
}
