package io.omnichannel.agent.settings;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Reads an agent configuration as the API takes it: checks every field, fills in every default. */
@Component
public final class SettingsReader {

    private static final List<String> PERSONALITIES = List.of("professional", "friendly", "casual");
    private static final int LONGEST_PROMPT = 20_000;
    private static final int LONGEST_MESSAGE = 1_000;

    private final ObjectMapper json;

    SettingsReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * Reads the fields of a configuration from the body of a request. The caller reads the others, then refuses what is
     * unknown and what is wrong.
     *
     * @return complete, but only to be used when {@code errors} is empty afterwards
     */
    public SettingsDocument read(JsonFields body, InputErrors errors) {
        List<SettingsWarning> warnings = new ArrayList<>();
        VoiceFields voice = VoiceFields.read(body, warnings);
        LlmFields llm = LlmFields.read(body.section("llm"));
        AgentSettings settings = settings(body, voice, llm, ScheduleFields.read(body));
        warnings.addAll(Placeholders.unknown(settings));
        ObjectNode document = json.valueToTree(settings);
        // ElevenLabs' own name for the model stays beside ours.
        voice.modelId().ifPresent(id -> ((ObjectNode) document.get("voice_settings")).put("model_id", id));
        return new SettingsDocument(settings, document, llm.apiKey(), List.copyOf(warnings));
    }

    private AgentSettings settings(JsonFields body, VoiceFields voice, LlmFields llm, ScheduleFields schedule) {
        AgentSettings defaults = AgentDefaults.settings(french(voice.language()) ? "fr-FR" : "en-US");
        return new AgentSettings(
                body.plainText("agent_name", 80).orElse(defaults.agentName()),
                body.choice("agent_personality", PERSONALITIES).orElse(defaults.agentPersonality()),
                body.text("agent_type", 64).orElse(defaults.agentType()),
                body.text("system_prompt", LONGEST_PROMPT).orElse(defaults.systemPrompt()),
                voice.provider(),
                voice.voiceId(),
                voice.language(),
                voice.settings(),
                body.plainText("greeting_message", LONGEST_MESSAGE).orElse(defaults.greetingMessage()),
                body.plainText("fallback_message", LONGEST_MESSAGE).orElse(defaults.fallbackMessage()),
                body.plainText("transfer_message", LONGEST_MESSAGE).orElse(defaults.transferMessage()),
                schedule.transferNumber(),
                ChannelFields.read(body.section("channels_config")),
                body.whole("max_conversation_duration", 30, 14_400)
                        .orElse((long) defaults.maxConversationDuration())
                        .intValue(),
                body.flag("interruption_enabled").orElse(defaults.interruptionEnabled()),
                body.flag("sentiment_analysis_enabled").orElse(defaults.sentimentAnalysisEnabled()),
                body.flag("auto_noise_detection").orElse(defaults.autoNoiseDetection()),
                voice.transcription(),
                schedule.timeZone(),
                schedule.region(),
                schedule.openingHours(),
                schedule.quietHours(),
                ToolFields.read(body).orElse(defaults.tools()),
                llm.settings(),
                LimitFields.limits(body.section("limits")),
                LimitFields.lifetimes(body.section("lifetimes"), defaults.lifetimes()),
                body.whole("retention_days", 1, 3650)
                        .orElse((long) defaults.retentionDays())
                        .intValue());
    }

    private static boolean french(String language) {
        return Locale.forLanguageTag(language).getLanguage().equals("fr");
    }
}
