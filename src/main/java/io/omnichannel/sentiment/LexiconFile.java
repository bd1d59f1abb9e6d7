package io.omnichannel.sentiment;

import io.omnichannel.sentiment.Expression.Kind;
import io.omnichannel.sentiment.Lexicon.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a lexicon: sections in brackets, a word or expression a line, its weight behind it, endings in parentheses. */
final class LexiconFile {

    private final List<Expression> expressions = new ArrayList<>();
    private final Map<String, Double> strengths = new HashMap<>();
    private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);

    private LexiconFile() {}

    /** @param language {@code fr} or {@code en} */
    static Lexicon lexicon(String language) {
        LexiconFile file = new LexiconFile();
        String section = "";
        for (String line : lines("lexicon_" + language + ".txt")) {
            if (line.startsWith("[")) {
                section = line.substring(1, line.length() - 1);
            } else {
                file.add(section, line);
            }
        }
        return new Lexicon(file.expressions, file.strengths, file.roles);
    }

    /** Signs and what they feel like. */
    static Map<String, Double> signs() {
        Map<String, Double> signs = new HashMap<>();
        for (String line : lines("emoji.txt")) {
            signs.put(before(line), weight(line));
        }
        return Map.copyOf(signs);
    }

    private void add(String section, String line) {
        switch (section) {
            case "words", "idioms" -> expressions(line, Kind.WORD);
            case "verbs" -> expressions(line, Kind.VERB);
            case "wishes" -> add(line, 0, Kind.WISH);
            case "expected" -> expressions(line, Kind.EXPECTED);
            case "courtesies" -> expressions(line, Kind.COURTESY);
            case "intensifiers", "diminishers" -> strengths.put(before(line), weight(line));
            case "negations" -> role(Role.DENIES, line);
            case "never" -> role(Role.DENIES_NEVER, line);
            case "as-never" -> role(Role.LIFTS_NEVER, line);
            case "speakers" -> role(Role.SPEAKER, line);
            case "suffers" -> role(Role.SUFFERS, line);
            case "reproaches" -> role(Role.REPROACHES, line);
            case "turns" -> role(Role.TURNS, line);
            default -> throw new IllegalStateException("A lexicon has no section [" + section + "]");
        }
    }

    private void role(Role role, String word) {
        roles.computeIfAbsent(role, none -> new HashSet<>()).add(word);
    }

    private void expressions(String line, Kind kind) {
        String written = before(line);
        int endings = written.indexOf('(');
        String stem = endings < 0 ? written : written.substring(0, endings);
        add(stem, weight(line), kind);
        if (endings >= 0) {
            for (String ending :
                    written.substring(endings + 1, written.length() - 1).split(",")) {
                add(stem + ending, weight(line), kind);
            }
        }
    }

    private void add(String words, double weight, Kind kind) {
        expressions.add(new Expression(List.of(words.split(" ")), weight, kind));
    }

    private static String before(String line) {
        return line.substring(0, line.lastIndexOf(' '));
    }

    private static double weight(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static List<String> lines(String name) {
        try (InputStream file = LexiconFile.class.getResourceAsStream("/sentiment/" + name);
                BufferedReader text = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
