package io.omnichannel.voices;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.omnichannel.agent.settings.SpokenLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One voice of the catalogue, the same whoever has it. What a provider does not tell is null or empty.
 *
 * @param voiceId exactly what a configuration takes
 * @param language the voice's own, ISO 639; null when it has none
 * @param locales BCP 47 tags it is made for
 * @param gender {@code female}, {@code male}, {@code neutral} or null
 * @param category the provider's word: ElevenLabs' category, Polly's engine, Google's family
 * @param previewUrl something to listen to, or null
 * @param engines ElevenLabs' models, Polly's engine, Google's family
 * @param isNative whether the language that was asked for is the voice's own and not just one it can speak
 * @param anyLanguage whether it speaks every language of its models
 * @param simulated whether a double of ours stands in for the provider
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Voice(
        String voiceId,
        String name,
        VoiceProvider provider,
        String language,
        List<String> locales,
        String gender,
        String category,
        String description,
        Map<String, String> labels,
        String previewUrl,
        List<String> samples,
        List<String> engines,
        @JsonProperty("is_native") boolean isNative,
        @JsonIgnore boolean anyLanguage,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean simulated) {

    public Voice {
        locales = List.copyOf(locales);
        labels = Map.copyOf(labels);
        samples = List.copyOf(samples);
        engines = List.copyOf(engines);
    }

    /** Whether the language, or exactly the locale, is the voice's own. */
    boolean isNativeOf(Locale wanted) {
        String asked = SpokenLanguage.of(wanted);
        boolean anyCountry = wanted.getCountry().isEmpty() || locales.isEmpty();
        if (anyCountry && language != null && SpokenLanguage.of(language).equals(asked)) {
            return true;
        }
        return locales.stream()
                .map(Locale::forLanguageTag)
                .filter(own -> SpokenLanguage.of(own).equals(asked))
                .anyMatch(own -> anyCountry || own.getCountry().equals(wanted.getCountry()));
    }

    boolean speaks(Locale wanted) {
        return anyLanguage || isNativeOf(wanted);
    }

    Voice asked(boolean nativeOfIt) {
        return with(previewUrl, nativeOfIt, simulated);
    }

    Voice withPreview(String url) {
        return with(url, isNative, simulated);
    }

    Voice asSimulated() {
        return with(previewUrl, isNative, true);
    }

    private Voice with(String url, boolean nativeOfIt, boolean ofADouble) {
        return new Voice(
                voiceId,
                name,
                provider,
                language,
                locales,
                gender,
                category,
                description,
                labels,
                url,
                samples,
                engines,
                nativeOfIt,
                anyLanguage,
                ofADouble);
    }
}
