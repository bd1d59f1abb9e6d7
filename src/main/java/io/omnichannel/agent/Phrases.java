package io.omnichannel.agent;

import io.omnichannel.conversation.Channel;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The system's own sentences in one language. Immutable; needs no database, so that a failing server can still speak. */
public final class Phrases {

    private static final Phrases FRENCH = new Phrases(Locale.FRENCH);
    private static final Phrases ENGLISH = new Phrases(Locale.ENGLISH);

    private final Locale language;
    private final Map<Phrase, String> texts = new EnumMap<>(Phrase.class);

    private Phrases(Locale language) {
        this.language = language;
        Properties words = read("/phrases_" + language.getLanguage() + ".properties");
        for (Phrase phrase : Phrase.values()) {
            texts.put(phrase, words.getProperty(phrase.key()));
        }
    }

    /** French for any kind of French, English for everything else. */
    public static Phrases in(Locale locale) {
        return locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FRENCH : ENGLISH;
    }

    /** The language these sentences are in: {@link Locale#FRENCH} or {@link Locale#ENGLISH}. */
    public Locale language() {
        return language;
    }

    public String text(Phrase phrase) {
        return texts.get(phrase);
    }

    /** The sentence with {@code {name}} replaced by the value, which is taken as it is. */
    public String text(Phrase phrase, String name, String value) {
        return text(phrase).replace("{" + name + "}", value);
    }

    /** The one of a family of phrases, {@code SWITCH_} for example, that speaks about a channel. */
    String text(String family, Channel channel) {
        return text(Phrase.valueOf(family + channel.name()));
    }

    /** "a, b and c" with the last word given. */
    String list(Phrase lastWord, List<String> parts) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        String start = String.join(", ", parts.subList(0, parts.size() - 1));
        return start + " " + text(lastWord) + " " + parts.getLast();
    }

    private static Properties read(String resource) {
        Properties words = new Properties();
        try (Reader reader =
                new InputStreamReader(Phrases.class.getResourceAsStream(resource), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + resource, unreadable);
        }
    }
}
