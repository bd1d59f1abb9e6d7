package io.omnichannel.agent;

import io.omnichannel.agent.AgentSettings.ChannelsConfig;
import io.omnichannel.agent.AgentSettings.Email;
import io.omnichannel.agent.AgentSettings.Lifetimes;
import io.omnichannel.agent.AgentSettings.Limits;
import io.omnichannel.agent.AgentSettings.Switch;
import io.omnichannel.agent.AgentSettings.Transcription;
import io.omnichannel.agent.AgentSettings.Whatsapp;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The configuration of whoever configured nothing. */
public final class AgentDefaults {

    public static final String VOICE_LANGUAGE = "fr-FR";
    public static final String VOICE_PROVIDER = "elevenlabs";

    /** The tools that are there without a route of the tenant's own. */
    public static final List<String> BUILT_IN_TOOLS =
            List.of("switch_channel", "transfer_to_human", "end_conversation", "remember", "opening_hours");

    private static final Map<String, Map<String, String>> VOICES = Map.of(
            "elevenlabs", Map.of("fr", "UgBBYS2sOqTuMpoF3BR0", "en", "UgBBYS2sOqTuMpoF3BR0"),
            "amazon", Map.of("fr", "Lea-Neural", "en", "Joanna-Neural"),
            "google", Map.of("fr", "fr-FR-Neural2-F", "en", "en-US-Journey-O"));

    private AgentDefaults() {}

    /** The defaults for the default language. */
    public static AgentSettings settings() {
        return settings(VOICE_LANGUAGE);
    }

    /** @throws IllegalArgumentException for a language without a voice of its own: anything but French and English */
    public static AgentSettings settings(String voiceLanguage) {
        Phrases phrases = Phrases.in(Locale.forLanguageTag(voiceLanguage));
        String voice = voiceId(VOICE_PROVIDER, voiceLanguage)
                .orElseThrow(() -> new IllegalArgumentException("No default voice speaks " + voiceLanguage));
        return new AgentSettings(
                "Sara",
                "professional",
                "multi_purpose",
                null,
                VOICE_PROVIDER,
                voice,
                voiceLanguage,
                null,
                phrases.text(Phrase.DEFAULT_GREETING),
                phrases.text(Phrase.DEFAULT_FALLBACK),
                phrases.text(Phrase.DEFAULT_TRANSFER),
                null,
                new ChannelsConfig(new Switch(true), new Switch(true), new Whatsapp(true, null), new Email(true, null)),
                1800,
                true,
                false,
                true,
                new Transcription("Deepgram", null),
                ZoneId.of("Europe/Paris"),
                "FR",
                null,
                List.of("21:00", "08:00"),
                BUILT_IN_TOOLS,
                null,
                new Limits(null, null, null, null, null, null, null, null),
                new Lifetimes("PT30M", "P7D", null, null, null, null),
                395);
    }

    /** The voice of a configuration without {@code voice_id}; empty for a language or provider that has none. */
    public static Optional<String> voiceId(String provider, String voiceLanguage) {
        String language = Locale.forLanguageTag(voiceLanguage).getLanguage();
        return Optional.ofNullable(VOICES.getOrDefault(provider, Map.of()).get(language));
    }
}
