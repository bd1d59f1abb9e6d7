package io.omnichannel.sentiment;

import io.omnichannel.agent.LanguageDetector;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the mood of a French or English text from its words, offline, in microseconds. Stateless. */
final class LexiconScorer {

    /** More than anybody says in a breath; a long mail is judged by its beginning. */
    private static final int LONGEST = 4_000;

    /** Where a sum of weights is half way to certainty: one plain word is not much. */
    private static final double SOFTNESS = 0.6;

    private static final double BAD_WEIGHS_MORE = 1.15;
    private static final double EXCLAMATION = 0.08;
    private static final int MOST_EXCLAMATIONS = 3;

    private final Lexicon french = LexiconFile.lexicon("fr");
    private final Lexicon english = LexiconFile.lexicon("en");
    private final Map<String, Double> signs = LexiconFile.signs();

    /** @param expected the language that a text of few words is taken for */
    Sentiment score(String whole, Locale expected) {
        String text = whole.substring(0, Math.min(whole.length(), LONGEST));
        Optional<Locale> told = LanguageDetector.detect(text);
        Locale language = told.orElse(expected);
        boolean isFrench = language.getLanguage().equals(Locale.FRENCH.getLanguage());
        Scoring words = new Scoring(text, isFrench ? french : english);
        if (words.foundNothing() && told.isEmpty()) {
            words = new Scoring(text, isFrench ? english : french);
        }
        double good = words.good() + signs(text, 1);
        double bad = words.bad() - signs(text, -1);
        double sum = good > 0 && bad > 0 ? good - BAD_WEIGHS_MORE * bad : good - bad;
        double loud = sum * (1 + EXCLAMATION * exclamations(text));
        return new Sentiment(loud / Math.sqrt(loud * loud + SOFTNESS));
    }

    /** The sum of the signs of one side: what ten hearts say, three say too. */
    private double signs(String text, int side) {
        return signs.entrySet().stream()
                .filter(sign -> sign.getValue() * side > 0 && text.contains(sign.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static long exclamations(String text) {
        return Math.min(
                MOST_EXCLAMATIONS, text.chars().filter(sign -> sign == '!').count());
    }
}
