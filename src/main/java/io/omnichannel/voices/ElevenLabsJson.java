package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** ElevenLabs' answers in our terms. Everything but {@code voice_id} may be missing. */
final class ElevenLabsJson {

    private static final Set<String> RELAY_MODELS = Set.of("flash_v2_5", "flash_v2", "turbo_v2_5", "turbo_v2");
    private static final String PREFIX = "eleven_";

    private ElevenLabsJson() {}

    static List<Voice> voices(JsonNode answer) {
        List<Voice> voices = new ArrayList<>();
        for (JsonNode voice : answer.path("voices")) {
            voice(voice).ifPresent(voices::add);
        }
        return voices;
    }

    /** Empty for an entry that cannot be named. */
    static Optional<Voice> voice(JsonNode voice) {
        return JsonText.of(voice, "voice_id").map(id -> read(id, voice));
    }

    private static Voice read(String id, JsonNode voice) {
        Map<String, String> labels = labels(voice);
        Set<String> locales = new LinkedHashSet<>();
        List<String> samples = new ArrayList<>();
        String language = labels.get("language");
        for (JsonNode verified : voice.path("verified_languages")) {
            JsonText.of(verified, "locale").ifPresent(locales::add);
            JsonText.of(verified, "preview_url").ifPresent(samples::add);
            language = language == null ? JsonText.of(verified, "language").orElse(null) : language;
        }
        JsonText.of(voice, "locale").ifPresent(locales::add);
        List<String> models = JsonText.list(voice.path("high_quality_base_model_ids"));
        return new Voice(
                id,
                JsonText.of(voice, "name").orElse(id),
                VoiceProvider.ELEVENLABS,
                language == null ? null : language.toLowerCase(Locale.ROOT),
                List.copyOf(locales),
                labels.get("gender"),
                JsonText.of(voice, "category").orElse(null),
                JsonText.of(voice, "description").orElse(null),
                labels,
                JsonText.of(voice, "preview_url").orElse(null),
                List.copyOf(new LinkedHashSet<>(samples)),
                models,
                true,
                // Without a list of models the voice is one of today's, which are all multilingual.
                models.isEmpty() || models.stream().anyMatch(ElevenLabsJson::multilingual),
                false);
    }

    /** Two styles of keys and any case of values are about: {@code middle-aged} and {@code middle_aged} are one. */
    private static Map<String, String> labels(JsonNode voice) {
        Map<String, String> labels = new TreeMap<>();
        voice.path("labels").properties().forEach(label -> JsonText.of(voice.path("labels"), label.getKey())
                .ifPresent(value -> labels.put(
                        label.getKey().toLowerCase(Locale.ROOT),
                        value.toLowerCase(Locale.ROOT).replace('-', '_'))));
        // The public library says the same beside the labels.
        for (String name : List.of("gender", "language", "accent", "age", "use_case", "descriptive")) {
            JsonText.of(voice, name).ifPresent(value -> labels.putIfAbsent(name, value.toLowerCase(Locale.ROOT)));
        }
        return labels;
    }

    static List<VoiceModel> models(JsonNode answer) {
        List<VoiceModel> models = new ArrayList<>();
        for (JsonNode model : answer) {
            boolean speaks = model.path("can_do_text_to_speech").asBoolean(true);
            if (speaks) {
                JsonText.of(model, "model_id").ifPresent(id -> models.add(model(id, model)));
            }
        }
        return models;
    }

    private static VoiceModel model(String id, JsonNode model) {
        List<String> languages = new ArrayList<>();
        model.path("languages")
                .forEach(language -> JsonText.of(language, "language_id").ifPresent(languages::add));
        int longest = model.path("maximum_text_length_per_request").asInt(0);
        return new VoiceModel(
                id,
                JsonText.of(model, "name").orElse(id),
                VoiceProvider.ELEVENLABS,
                languages,
                JsonText.of(model, "description").orElse(null),
                longest > 0 ? longest : null,
                RELAY_MODELS.contains(id.replaceFirst("^" + PREFIX, "")) ? id.substring(PREFIX.length()) : null,
                false);
    }

    private static boolean multilingual(String model) {
        return model.contains("multilingual") || model.endsWith("_v2_5") || model.contains("_v3");
    }
}
