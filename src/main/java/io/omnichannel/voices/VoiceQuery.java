package io.omnichannel.voices;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody looks for in the catalogue.
 *
 * @param language with a country, exactly that one is meant
 * @param gender {@code female}, {@code male} or {@code neutral}
 * @param search words that all occur in name, description or labels; accents and case do not matter
 */
public record VoiceQuery(
        Optional<Locale> language,
        Optional<VoiceProvider> provider,
        Optional<String> gender,
        Optional<String> category,
        Optional<String> search) {

    /** The voices that fit: those whose own language it is first, otherwise in the provider's order. */
    List<Voice> in(List<Voice> voices) {
        List<String> words =
                search.map(text -> List.of(plain(text).strip().split("\\s+"))).orElse(List.of());
        return voices.stream()
                .filter(voice -> provider.isEmpty() || provider.get() == voice.provider())
                .filter(voice -> gender.isEmpty() || gender.get().equals(voice.gender()))
                .filter(voice -> category.isEmpty() || category.get().equalsIgnoreCase(voice.category()))
                .filter(voice -> language.isEmpty() || voice.speaks(language.get()))
                .filter(voice -> words.isEmpty() || words.stream().allMatch(text(voice)::contains))
                .map(voice -> language.isEmpty() ? voice : voice.asked(voice.isNativeOf(language.get())))
                .sorted(Comparator.comparing(voice -> !voice.isNative()))
                .toList();
    }

    private static String text(Voice voice) {
        return plain(String.join(
                " ",
                voice.voiceId(),
                voice.name(),
                voice.description() == null ? "" : voice.description(),
                voice.category() == null ? "" : voice.category(),
                String.join(" ", voice.labels().values())));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
