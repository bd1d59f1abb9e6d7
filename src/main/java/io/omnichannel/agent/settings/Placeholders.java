package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds what a tenant wants filled in and nobody will: customers would hear it, braces and all. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{+[^{}]{1,40}}+");

    private Placeholders() {}

    /** Of the texts that customers hear and read; a prompt may be full of braces. */
    static List<SettingsWarning> unknown(AgentSettings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("greeting_message", settings.greetingMessage());
        texts.put("fallback_message", settings.fallbackMessage());
        texts.put("transfer_message", settings.transferMessage());
        settings.whatsappTemplate().ifPresent(template -> template.variables()
                .forEach((name, value) -> texts.put("channels_config.whatsapp.template.variables." + name, value)));
        return texts.entrySet().stream()
                .flatMap(text -> in(text.getValue()).stream().map(unknown -> warning(text.getKey(), unknown)))
                .toList();
    }

    private static TreeSet<String> in(String text) {
        TreeSet<String> unknown = new TreeSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(found -> !found.equals(AgentSettings.AGENT_NAME))
                .forEach(unknown::add);
        return unknown;
    }

    private static SettingsWarning warning(String field, String unknown) {
        return new SettingsWarning(
                "unknown_placeholder",
                field,
                "has " + unknown + ", which nobody fills in: customers get it as it stands. Known is "
                        + AgentSettings.AGENT_NAME);
    }
}
