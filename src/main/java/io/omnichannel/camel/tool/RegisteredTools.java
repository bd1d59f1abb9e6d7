package io.omnichannel.camel.tool;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.settings.SettingsWarning;
import io.omnichannel.agent.settings.ToolCheck;
import io.omnichannel.platform.json.Nearest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compares the tools that a configuration names with those whose routes run. */
@Component
class RegisteredTools implements ToolCheck {

    private final ToolRegistry tools;

    RegisteredTools(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    public List<SettingsWarning> check(AgentSettings settings) {
        if (settings.tools() == null) {
            return List.of();
        }
        List<String> running =
                tools.all().stream().map(tool -> tool.spec().name()).toList();
        return settings.tools().stream()
                .filter(name -> !running.contains(name))
                .map(name -> new SettingsWarning("tool_unknown", "tools", complaint(name, running)))
                .toList();
    }

    private static String complaint(String name, List<String> running) {
        return "no route is the tool " + name
                + Nearest.to(name, running)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; these are: " + String.join(", ", running));
    }
}
