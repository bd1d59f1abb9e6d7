package io.omnichannel.agent;

import io.omnichannel.conversation.Channel;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;

/**
 * The system's own sentences in one language: those of the jar, and over them what a file of the same name in the working
 * directory says. Immutable; needs no database, so that a failing server can still speak.
 */
public final class Phrases {

    private static final Logger LOG = LoggerFactory.getLogger(Phrases.class);
    private static final Path BESIDE = Path.of("");
    private static final Phrases FRENCH = new Phrases(Locale.FRENCH, BESIDE);
    private static final Phrases ENGLISH = new Phrases(Locale.ENGLISH, BESIDE);

    private final Locale language;
    private final Map<Phrase, String> texts = new EnumMap<>(Phrase.class);

    /** @param folder where somebody may have put sentences of their own */
    Phrases(Locale language, Path folder) {
        this.language = language;
        String file = "phrases_" + language.getLanguage() + ".properties";
        Properties words = read(() -> Phrases.class.getResourceAsStream("/" + file));
        Path own = folder.resolve(file);
        if (Files.isRegularFile(own)) {
            Properties changed = own(own);
            changed.stringPropertyNames().stream()
                    .filter(key -> !words.containsKey(key))
                    .forEach(key -> LOG.warn("{} has the unknown sentence \"{}\"", file, key));
            words.putAll(changed);
        }
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
    public String text(String family, Channel channel) {
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

    /** Whoever has mistyped a sentence goes on with ours: a caller is always spoken to. */
    private static Properties own(Path file) {
        try {
            return read(() -> Files.newInputStream(file));
        } catch (IllegalArgumentException | UncheckedIOException unreadable) {
            LOG.error(
                    "{} is not read, and says nothing: {}. Correct it (a backslash is written \\\\) and start again",
                    file,
                    unreadable.getMessage());
            return new Properties();
        }
    }

    private static Properties read(InputStreamSource source) {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(source.getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the system's sentences", unreadable);
        }
    }
}
