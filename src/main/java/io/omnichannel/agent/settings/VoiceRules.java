package io.omnichannel.agent.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which voices a provider cannot have: by the form of their names, and by the language the name tells. */
final class VoiceRules {

    private static final Pattern ELEVENLABS = Pattern.compile("[A-Za-z0-9]{20}");
    private static final Pattern AMAZON =
            Pattern.compile("([A-Z][a-z]{1,14})(-(Standard|Neural|Generative|Long-?Form))?");
    private static final Pattern GOOGLE =
            Pattern.compile("(([a-z]{2,3})-([A-Z]{2}|[0-9]{3}))-[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)+");

    private static final Map<String, Pattern> FORMS =
            Map.of("elevenlabs", ELEVENLABS, "amazon", AMAZON, "google", GOOGLE);
    private static final Map<String, String> EXAMPLES = Map.of(
            "elevenlabs", "a voice id of 20 letters and digits such as UgBBYS2sOqTuMpoF3BR0",
            "amazon", "a name and an engine such as Lea-Neural",
            "google", "language, type and letter such as fr-FR-Neural2-F");

    private static final Map<String, List<String>> AMAZON_LANGUAGES = amazonLanguages();

    private VoiceRules() {}

    /**
     * Why the provider cannot speak with this voice in this language, and what would help.
     *
     * @param language canonical BCP 47
     */
    static Optional<String> complaint(String provider, String voice, String language) {
        if (FORMS.get(provider).matcher(voice).matches()) {
            return languageComplaint(provider, voice, language);
        }
        String expected = "is no voice of " + provider + ", which takes " + EXAMPLES.get(provider);
        return Optional.of(expected + cure(provider, voice));
    }

    private static String cure(String provider, String voice) {
        Optional<String> owner = FORMS.keySet().stream()
                .filter(other -> FORMS.get(other).matcher(voice).matches())
                .findFirst();
        if (owner.isPresent()) {
            return "; this one fits " + owner.get() + ": set voice_provider to " + owner.get()
                    + " or choose another voice";
        }
        // Names as <Say> or the relay take them.
        String bare = voice.replaceFirst("^(?i)(polly|google|amazon|elevenlabs)\\.", "");
        if (provider.equals("elevenlabs")) {
            bare = bare.replaceFirst("-.*", "");
        }
        boolean fits = !bare.equals(voice) && FORMS.get(provider).matcher(bare).matches();
        return fits ? "; write only " + bare : "";
    }

    private static Optional<String> languageComplaint(String provider, String voice, String language) {
        List<String> spoken = languagesOf(provider, voice);
        String wanted = SpokenLanguage.of(Locale.forLanguageTag(language));
        if (spoken.isEmpty() || spoken.stream().map(SpokenLanguage::of).anyMatch(wanted::equals)) {
            return Optional.empty();
        }
        return Optional.of("speaks " + String.join(" and ", spoken) + ", but voice_language is " + language
                + ": choose a voice of that language or change voice_language");
    }

    /** Empty where the name does not tell; ElevenLabs' voices speak any language. */
    private static List<String> languagesOf(String provider, String voice) {
        if (provider.equals("google")) {
            Matcher parts = GOOGLE.matcher(voice);
            return parts.matches() ? List.of(parts.group(2)) : List.of();
        }
        if (provider.equals("amazon")) {
            Matcher parts = AMAZON.matcher(voice);
            return parts.matches() ? AMAZON_LANGUAGES.getOrDefault(parts.group(1), List.of()) : List.of();
        }
        return List.of();
    }

    private static Map<String, List<String>> amazonLanguages() {
        Properties names = new Properties();
        try (InputStream file = VoiceRules.class.getResourceAsStream("amazon-voices.properties")) {
            names.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, List<String>> languages = new HashMap<>();
        for (String language : names.stringPropertyNames()) {
            for (String name : names.getProperty(language).split(" ")) {
                languages.merge(name, List.of(language), (a, b) -> List.of(a.get(0), b.get(0)));
            }
        }
        return Map.copyOf(languages);
    }
}
