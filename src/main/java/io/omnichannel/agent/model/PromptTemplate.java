package io.omnichannel.agent.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code {names}} to fill in and lines that count only {@code when} something is so; read once. */
final class PromptTemplate {

    private static final Pattern WHEN = Pattern.compile("when ([a-z_ ]+): (.*)");
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private static final PromptTemplate FRENCH = read("prompt_fr");
    private static final PromptTemplate ENGLISH = read("prompt_en");
    private static final PromptTemplate FRENCH_SUMMARY = read("summary_fr");
    private static final PromptTemplate ENGLISH_SUMMARY = read("summary_en");

    private final List<Row> rows = new ArrayList<>();

    /** @param when one of these has to be so; empty: always */
    private record Row(Set<String> when, String text) {}

    private PromptTemplate(List<String> lines) {
        for (String line : lines) {
            Matcher condition = WHEN.matcher(line);
            if (condition.matches()) {
                rows.add(new Row(Set.of(condition.group(1).split(" ")), condition.group(2)));
            } else if (!line.startsWith("#")) {
                rows.add(new Row(Set.of(), line));
            }
        }
    }

    static PromptTemplate in(Locale language) {
        return language.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    /** For whoever sums a conversation up. */
    static PromptTemplate ofSummary(Locale language) {
        return language.getLanguage().equals("fr") ? FRENCH_SUMMARY : ENGLISH_SUMMARY;
    }

    /**
     * @param facts what is so
     * @param values what is filled in; a value is taken as it is, braces and all
     */
    String filled(Set<String> facts, Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Row row : rows) {
            boolean counts = row.when().isEmpty() || row.when().stream().anyMatch(facts::contains);
            boolean secondBlank =
                    row.text().isEmpty() && (text.isEmpty() || text.toString().endsWith("\n\n"));
            if (counts && !secondBlank) {
                text.append(NAME.matcher(row.text())
                                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), ""))))
                        .append('\n');
            }
        }
        return text.toString().strip();
    }

    private static PromptTemplate read(String file) {
        String name = "/agent/" + file + ".txt";
        try (InputStream text = PromptTemplate.class.getResourceAsStream(name)) {
            return new PromptTemplate(new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + name, unreadable);
        }
    }
}
