package io.omnichannel.agent;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.omnichannel.conversation.Channel;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a tenant's agent behaves: the stored form of the agent configuration, every default filled in.
 * Field names in JSON are snake_case. A field whose default is "none" is null; who asks for one asks the methods below.
 * {@code retentionDays} is only kept: nothing is deleted by it yet.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentSettings(
        String agentName,
        String agentPersonality,
        String agentType,
        String systemPrompt,
        String voiceProvider,
        String voiceId,
        String voiceLanguage,
        VoiceSettings voiceSettings,
        String greetingMessage,
        String fallbackMessage,
        String transferMessage,
        String transferNumber,
        ChannelsConfig channelsConfig,
        int maxConversationDuration,
        boolean interruptionEnabled,
        boolean sentimentAnalysisEnabled,
        boolean autoNoiseDetection,
        Transcription transcription,
        ZoneId timeZone,
        String region,
        Map<String, List<List<String>>> openingHours,
        List<String> quietHours,
        List<String> tools,
        Llm llm,
        Limits limits,
        Lifetimes lifetimes,
        int retentionDays) {

    /** What is filled in where a tenant's text has it. */
    public static final String AGENT_NAME = "{agent_name}";

    /** ElevenLabs only. Null numbers take the provider's default; {@code speed} is a factor, the others go from 0 to 1. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record VoiceSettings(
            Double stability,
            Double similarityBoost,
            Double speed,
            String model,
            Double style,
            Boolean useSpeakerBoost) {}

    /** A channel that is switched off is not answered, and no conversation goes on there. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ChannelsConfig(Switch voice, Switch sms, Whatsapp whatsapp, Email email) {}

    /** A channel that is on or off and has nothing else to set. */
    public record Switch(boolean enabled) {}

    /** {@code template} is what may be sent outside of the 24-hour window; without one a message goes another way. */
    public record Whatsapp(boolean enabled, Template template) {}

    /** An approved WhatsApp template: Twilio's ContentSid (HX…) and its variables by position. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Template(String contentSid, Map<String, String> variables) {}

    /** {@code from} is the tenant's one address, for mail in and out; null is none. */
    public record Email(boolean enabled, String from) {}

    /** {@code provider} is Deepgram or Google; a null model is the provider's own default. */
    public record Transcription(String provider, String model) {}

    /** The tenant's own model endpoint; its key is never part of this record. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Llm(String baseUrl, String model) {}

    /** Null is no limit; a day is the tenant's. Money is in the currency of the operator's prices. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Limits(
            Integer concurrentCalls,
            Integer messagesPerDay,
            Integer operatorMessagesPerDay,
            Integer callsPerDay,
            Long tokensPerDay,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long toolStepsPerDay,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double costPerDay,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long thinkingSecondsPerDay) {}

    /** When a conversation in which nothing happens is idle, and when it is closed; a channel's own where that is not null. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lifetimes(
            String idleAfter, String closedAfter, Lifetime voice, Lifetime sms, Lifetime whatsapp, Lifetime email) {}

    /** ISO 8601 durations. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Lifetime(String idleAfter, String closedAfter) {}

    /** The voice's language as a locale, for phrases of ours. */
    @JsonIgnore
    public Locale locale() {
        return Locale.forLanguageTag(voiceLanguage);
    }

    /** Whether a channel is answered, and a conversation may go on there. */
    public boolean isOn(Channel channel) {
        return switch (channel) {
            case VOICE -> channelsConfig.voice().enabled();
            case SMS -> channelsConfig.sms().enabled();
            case WHATSAPP -> channelsConfig.whatsapp().enabled();
            case EMAIL -> channelsConfig.email().enabled();
        };
    }

    /** The number of the tenant's human, if they have one. */
    @JsonIgnore
    public Optional<String> human() {
        return Optional.ofNullable(transferNumber);
    }

    /** What may be written on WhatsApp when the customer has been silent for a day, if anything. */
    @JsonIgnore
    public Optional<Template> whatsappTemplate() {
        return Optional.ofNullable(channelsConfig.whatsapp().template());
    }

    /** Where the tenant gets mail and writes it from, if anywhere. */
    @JsonIgnore
    public Optional<String> mailAddress() {
        return Optional.ofNullable(channelsConfig.email().from());
    }

    /** Where the tenant's own model is, if they have one. */
    @JsonIgnore
    public Optional<String> modelUrl() {
        return Optional.ofNullable(llm).map(Llm::baseUrl);
    }

    /** How fast the voice speaks; 1 is its own pace. */
    @JsonIgnore
    public double speed() {
        return Optional.ofNullable(voiceSettings).map(VoiceSettings::speed).orElse(1.0);
    }

    /** A text of the configuration with {@link #AGENT_NAME} filled in. */
    public String filled(String text) {
        return text.replace(AGENT_NAME, agentName);
    }
}
