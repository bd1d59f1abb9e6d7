package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.List;

/** Whether the tools that a configuration names are there. Answers from memory, at once, and never stops anybody from saving. */
@FunctionalInterface
public interface ToolCheck {

    /** A warning for every name that no tool has. */
    List<SettingsWarning> check(AgentSettings settings);
}
