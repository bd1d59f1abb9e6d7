package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.List;

/** Whether what a tenant says of models will come true. Answers within a moment, and never stops anybody from saving. */
@FunctionalInterface
public interface ModelCheck {

    /** What will not; nothing when all is well, or when it cannot be told from here in that moment. */
    List<SettingsWarning> check(AgentSettings settings);
}
