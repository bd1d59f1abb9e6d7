package io.omnichannel.voices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.VoiceSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A sentence to be spoken and everything that changes how it sounds. The same request gives the same sound.
 *
 * @param model ElevenLabs' model with its {@code eleven_}, or null for the default
 * @param tuning ElevenLabs' numbers, or null
 * @param language BCP 47
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SoundRequest(
        @JsonProperty("p") VoiceProvider provider,
        @JsonProperty("v") String voice,
        @JsonProperty("m") String model,
        @JsonProperty("s") Tuning tuning,
        @JsonProperty("l") String language,
        @JsonProperty("t") String text) {

    static final String DEFAULT_MODEL = "eleven_flash_v2_5";

    /** Null numbers take the provider's default. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tuning(
            @JsonProperty("a") Double stability,
            @JsonProperty("b") Double similarityBoost,
            @JsonProperty("c") Double speed,
            @JsonProperty("d") Double style,
            @JsonProperty("e") Boolean useSpeakerBoost) {

        static Tuning of(VoiceSettings settings) {
            boolean none = settings == null
                    || (settings.stability() == null
                            && settings.similarityBoost() == null
                            && settings.speed() == null
                            && settings.style() == null
                            && settings.useSpeakerBoost() == null);
            return none
                    ? null
                    : new Tuning(
                            settings.stability(),
                            settings.similarityBoost(),
                            settings.speed(),
                            settings.style(),
                            settings.useSpeakerBoost());
        }
    }

    /** A tenant's own voice. */
    static SoundRequest of(AgentSettings settings, VoiceProvider provider, String voice, String text) {
        return of(provider, voice, settings.voiceSettings(), settings.voiceLanguage(), text);
    }

    public static SoundRequest of(
            VoiceProvider provider, String voice, VoiceSettings settings, String language, String text) {
        boolean tunable = provider == VoiceProvider.ELEVENLABS;
        String model = !tunable || settings == null || settings.model() == null ? null : settings.model();
        return new SoundRequest(
                provider,
                voice,
                model == null || model.startsWith("eleven_") ? model : "eleven_" + model,
                tunable ? Tuning.of(settings) : null,
                language,
                text);
    }

    /** Names the sound: 64 hex digits. */
    @JsonIgnore
    public String key() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            // A record's text holds every field and no field can pretend to be two.
            for (Object part : new Object[] {provider, voice, model, tuning, language, text}) {
                byte[] bytes = String.valueOf(part).getBytes(StandardCharsets.UTF_8);
                hash.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                hash.update(bytes);
            }
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "SoundRequest[" + provider + ", " + voice + "]";
    }
}
