package io.omnichannel.agent.settings;

import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.AgentSettings.Transcription;
import io.omnichannel.agent.AgentSettings.VoiceSettings;
import io.omnichannel.platform.json.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the agent sounds and hears: provider, voice, language, and what is tuned about them. */
record VoiceFields(
        String provider,
        String voiceId,
        String language,
        VoiceSettings settings,
        Optional<String> modelId,
        Transcription transcription) {

    private static final List<String> PROVIDERS = List.of("elevenlabs", "amazon", "google");
    private static final List<String> EARS = List.of("Deepgram", "Google");
    // What Twilio's relay is known to speak, without the leading eleven_.
    private static final Set<String> RELAY_MODELS = Set.of("flash_v2_5", "flash_v2", "turbo_v2_5", "turbo_v2");

    static VoiceFields read(JsonFields body, List<SettingsWarning> warnings) {
        String provider = body.choice("voice_provider", PROVIDERS).orElse(AgentDefaults.VOICE_PROVIDER);
        String language = language(body);
        String voice = voice(body, provider, language);
        JsonFields tuning = body.section("voice_settings");
        Optional<String> model = tuning.text("model", 64);
        Optional<String> modelId = tuning.text("model_id", 64);
        if (model.isPresent() && modelId.isPresent() && !model.equals(modelId)) {
            tuning.wrong("model_id", "is another name of model and must not differ from it");
        }
        VoiceSettings settings = tuning(tuning, model.or(() -> modelId));
        if (settings != null) {
            warn(provider, settings, modelId, warnings);
        }
        return new VoiceFields(
                provider, voice, language, settings, modelId, transcription(body.section("transcription")));
    }

    private static String language(JsonFields body) {
        Optional<String> given = body.text("voice_language", 35);
        if (given.isEmpty()) {
            return AgentDefaults.VOICE_LANGUAGE;
        }
        Optional<String> tag = LanguageTag.canonical(given.get());
        if (tag.isEmpty()) {
            body.wrong(
                    "voice_language", "must be a language tag such as fr-FR or en-US" + LanguageTag.hint(given.get()));
        }
        return tag.orElse(AgentDefaults.VOICE_LANGUAGE);
    }

    private static String voice(JsonFields body, String provider, String language) {
        Optional<String> given = body.text("voice_id", 100);
        Optional<String> usual = AgentDefaults.voiceId(provider, language);
        if (given.isEmpty()) {
            if (usual.isEmpty()) {
                body.wrong("voice_id", "is required: " + provider + " has no default voice for " + language);
            }
            return usual.orElse(null);
        }
        Optional<String> complaint = VoiceRules.complaint(provider, given.get(), language);
        complaint.ifPresent(message -> body.wrong("voice_id", message));
        return given.get();
    }

    private static VoiceSettings tuning(JsonFields tuning, Optional<String> model) {
        model.filter(name -> !name.matches("[A-Za-z0-9_.]+"))
                .ifPresent(name -> tuning.wrong("model", "must be a model's id such as eleven_flash_v2_5"));
        VoiceSettings settings = new VoiceSettings(
                tuning.decimal("stability", 0, 1).orElse(null),
                tuning.decimal("similarity_boost", 0, 1).orElse(null),
                tuning.decimal("speed", 0.7, 1.2).orElse(null),
                model.orElse(null),
                tuning.decimal("style", 0, 1).orElse(null),
                tuning.flag("use_speaker_boost").orElse(null));
        return tuning.isEmpty() ? null : settings;
    }

    /** Names what is kept and never heard. */
    private static void warn(
            String provider, VoiceSettings settings, Optional<String> modelId, List<SettingsWarning> warnings) {
        if (!provider.equals("elevenlabs")) {
            warnings.add(unused("voice_settings", "are for elevenlabs; " + provider + " does not use them"));
            return;
        }
        if (settings.style() != null) {
            warnings.add(unused("voice_settings.style", "cannot be told to Twilio's relay"));
        }
        if (settings.useSpeakerBoost() != null) {
            warnings.add(unused("voice_settings.use_speaker_boost", "cannot be told to Twilio's relay"));
        }
        String model = settings.model();
        if (model != null && !RELAY_MODELS.contains(model.replaceFirst("^eleven_", ""))) {
            String field = "voice_settings." + (modelId.isPresent() ? "model_id" : "model");
            warnings.add(
                    new SettingsWarning(
                            "voice_model_unknown",
                            field,
                            "is not known to work on a call; Twilio's relay speaks flash_v2_5, flash_v2, turbo_v2_5, turbo_v2"));
        }
    }

    private static SettingsWarning unused(String field, String message) {
        return new SettingsWarning("voice_setting_unused", field, message);
    }

    private static Transcription transcription(JsonFields section) {
        String given = section.text("provider", 20).orElse("Deepgram");
        Optional<String> provider = EARS.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (provider.isEmpty()) {
            section.wrong("provider", "must be one of " + String.join(", ", EARS));
        }
        return new Transcription(
                provider.orElse("Deepgram"), section.text("model", 64).orElse(null));
    }
}
