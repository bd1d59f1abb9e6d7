package io.omnichannel.agent;

import java.util.Locale;

/**
 * What a tenant lets the agent say in a need, ready to be said. They are written in the configuration's language; a customer who is
 * answered in another one gets our default of that language instead.
 */
public final class AgentTexts {

    private AgentTexts() {}

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
