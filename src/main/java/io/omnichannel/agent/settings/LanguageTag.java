package io.omnichannel.agent.settings;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** BCP 47 tags of languages that exist. */
final class LanguageTag {

    private static final Set<String> LANGUAGES =
            Arrays.stream(Locale.getISOLanguages()).collect(Collectors.toUnmodifiableSet());

    private LanguageTag() {}

    /** The tag in its usual case, {@code fr-FR}; empty when it is no tag or names no language. */
    static Optional<String> canonical(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            String language = locale.getLanguage();
            // ISO 639-1 is listed; three letters are ISO 639-2 or -3, cmn and yue among them.
            return LANGUAGES.contains(language) || language.length() == 3
                    ? Optional.of(locale.toLanguageTag())
                    : Optional.empty();
        } catch (IllformedLocaleException illFormed) {
            return Optional.empty();
        }
    }

    static String hint(String tag) {
        return canonical(tag.replace('_', '-'))
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }
}
