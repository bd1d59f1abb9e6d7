package io.omnichannel.agent;

import java.util.Locale;

/**
 * The three texts a tenant writes, ready to be said. They are written in the configuration's language; a customer who is
 * answered in another one gets our default of that language instead.
 */
public final class AgentTexts {

    private AgentTexts() {}

    public static String greeting(AgentSettings settings, Locale language) {
        return choose(settings, language, settings.greetingMessage(), Phrase.DEFAULT_GREETING);
    }

    public static String fallback(AgentSettings settings, Locale language) {
        return choose(settings, language, settings.fallbackMessage(), Phrase.DEFAULT_FALLBACK);
    }

    public static String transfer(AgentSettings settings, Locale language) {
        return choose(settings, language, settings.transferMessage(), Phrase.DEFAULT_TRANSFER);
    }

    private static String choose(AgentSettings settings, Locale language, String written, Phrase otherwise) {
        boolean sameLanguage = settings.locale().getLanguage().equals(language.getLanguage());
        return settings.filled(sameLanguage ? written : Phrases.in(language).text(otherwise));
    }
}
