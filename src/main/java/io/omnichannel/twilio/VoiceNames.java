package io.omnichannel.twilio;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.Transcription;
import io.omnichannel.agent.AgentSettings.VoiceSettings;
import java.util.Locale;
import java.util.Optional;

/** A tenant's voice in Twilio's names: for the relay, and for {@code <Say>} outside of it. */
public final class VoiceNames {

    private static final String ELEVENLABS_MODEL = "flash_v2_5";

    private VoiceNames() {}

    /** The voice of the relay. */
    public static RelayVoice relay(AgentSettings settings) {
        Transcription transcription = settings.transcription();
        boolean google = transcription != null && "google".equalsIgnoreCase(transcription.provider());
        String model = transcription == null || transcription.model() == null ? "" : transcription.model();
        return new RelayVoice(
                ttsProvider(settings.voiceProvider()),
                relayName(settings),
                settings.voiceLanguage(),
                google ? "Google" : "Deepgram",
                model);
    }

    /**
     * The nearest voice of {@code <Say>}: the very one when it is Amazon's or Google's, else a Polly voice of the language.
     */
    public static SayVoice say(AgentSettings settings) {
        String voice = named(settings.voiceId()).orElse("");
        String name =
                switch (settings.voiceProvider()) {
                    case "amazon" -> voice.isEmpty() ? "" : "Polly." + amazonName(voice);
                    // Journey voices speak in the relay only.
                    case "google" -> voice.isEmpty() || voice.contains("-Journey-") ? "" : "Google." + voice;
                    default -> "";
                };
        return name.isEmpty() ? say(settings.locale()) : new SayVoice(name, settings.voiceLanguage());
    }

    /** A Polly voice of the language, for sentences that belong to no tenant; else Twilio's own voice. */
    public static SayVoice say(Locale language) {
        return new SayVoice(pollyName(language), language.toLanguageTag());
    }

    private static String ttsProvider(String provider) {
        return switch (provider) {
            case "amazon" -> "Amazon";
            case "google" -> "Google";
            default -> "ElevenLabs";
        };
    }

    private static String relayName(AgentSettings settings) {
        String provider = settings.voiceProvider();
        String voice = named(settings.voiceId())
                .or(() -> AgentDefaults.voiceId(provider, settings.voiceLanguage()))
                // A configuration cannot be saved so; a call that is already ringing is answered all the same.
                .or(() -> AgentDefaults.voiceId(provider, "en"))
                .or(() -> AgentDefaults.voiceId(AgentDefaults.VOICE_PROVIDER, "en"))
                .orElseThrow();
        return switch (provider) {
            case "amazon" -> amazonName(voice);
            case "google" -> voice;
            default -> elevenLabsName(voice, settings.voiceSettings());
        };
    }

    /** A standard voice has its bare name, however a configuration says it. */
    private static String amazonName(String voice) {
        return voice.replaceFirst("-Standard$", "");
    }

    /** {@code ID-model-speed_stability_similarity}: always with a model, because Twilio's default moved once already. */
    private static String elevenLabsName(String voice, VoiceSettings settings) {
        if (settings == null) {
            return voice + "-" + ELEVENLABS_MODEL;
        }
        String model = named(settings.model()).orElse(ELEVENLABS_MODEL);
        String name = voice + "-" + (model.startsWith("eleven_") ? model.substring("eleven_".length()) : model);
        if (settings.speed() == null && settings.stability() == null && settings.similarityBoost() == null) {
            return name;
        }
        return String.format(
                Locale.ROOT,
                "%s-%.2f_%.2f_%.2f",
                name,
                or(settings.speed(), 1.0),
                or(settings.stability(), 0.5),
                or(settings.similarityBoost(), 0.75));
    }

    private static String pollyName(Locale language) {
        return switch (language.toLanguageTag()) {
            case "fr-CA" -> "Polly.Gabrielle-Neural";
            case "fr-BE" -> "Polly.Isabelle-Neural";
            case "en-GB", "en-IE" -> "Polly.Amy-Neural";
            default ->
                switch (language.getLanguage()) {
                    case "fr" -> "Polly.Lea-Neural";
                    case "en" -> "Polly.Joanna-Neural";
                    case "de" -> "Polly.Vicki-Neural";
                    case "es" -> "Polly.Lucia-Neural";
                    case "it" -> "Polly.Bianca-Neural";
                    case "nl" -> "Polly.Laura-Neural";
                    case "pt" -> "Polly.Ines-Neural";
                    default -> "";
                };
        };
    }

    private static Optional<String> named(String name) {
        return Optional.ofNullable(name).filter(given -> !given.isBlank());
    }

    private static double or(Double given, double otherwise) {
        return given == null ? otherwise : given;
    }
}
