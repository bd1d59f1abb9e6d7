package io.omnichannel.voices;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Amazon Polly's voices in our terms: one entry an engine, since a configuration names both in one word. */
final class PollyVoices {

    private PollyVoices() {}

    static List<Voice> read(List<software.amazon.awssdk.services.polly.model.Voice> voices) {
        List<Voice> read = new ArrayList<>();
        for (var voice : voices) {
            // The SDK's enums turn what they do not know yet into nothing; the texts keep it.
            if (voice.idAsString() != null && voice.hasSupportedEngines()) {
                for (String engine : voice.supportedEnginesAsStrings()) {
                    read.add(entry(voice, engine));
                }
            }
        }
        return read;
    }

    private static Voice entry(software.amazon.awssdk.services.polly.model.Voice voice, String engine) {
        Set<String> locales = new LinkedHashSet<>();
        if (voice.languageCodeAsString() != null) {
            locales.add(voice.languageCodeAsString());
        }
        if (voice.hasAdditionalLanguageCodes()) {
            locales.addAll(voice.additionalLanguageCodesAsStrings());
        }
        String language = locales.isEmpty()
                ? null
                : Locale.forLanguageTag(locales.iterator().next()).getLanguage();
        return new Voice(
                id(voice.idAsString(), engine),
                voice.name() == null ? voice.idAsString() : voice.name(),
                VoiceProvider.AMAZON,
                language,
                List.copyOf(locales),
                voice.genderAsString() == null ? null : voice.genderAsString().toLowerCase(Locale.ROOT),
                engine,
                voice.languageName(),
                Map.of(),
                null,
                List.of(),
                List.of(engine),
                true,
                false,
                false);
    }

    /** {@code Lea} with {@code neural} is {@code Lea-Neural}; a standard voice has its bare name. */
    static String id(String name, String engine) {
        return switch (engine) {
            case "standard" -> name;
            case "long-form" -> name + "-Long-Form";
            default -> name + "-" + Character.toUpperCase(engine.charAt(0)) + engine.substring(1);
        };
    }

    /** The name that Polly knows: {@code Lea} of {@code Lea-Neural}. */
    static String nameOf(String voiceId) {
        return voiceId.split("-", 2)[0];
    }

    static String engineOf(String voiceId) {
        String[] parts = voiceId.split("-", 2);
        String engine = parts.length == 1 ? "standard" : parts[1].toLowerCase(Locale.ROOT);
        return engine.equals("longform") ? "long-form" : engine;
    }
}
