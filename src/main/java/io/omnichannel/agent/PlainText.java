package io.omnichannel.agent;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people say and type, brought to one form: lower case, no accents, words with one space between, English
 * contractions written out ({@code don't} is {@code do not}), French elisions apart ({@code j'ai} is {@code j ai}).
 */
final class PlainText {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2019\u2018\u02bc\u00b4`\u2032]");
    private static final Pattern CLAUSE_ENDS =
            Pattern.compile("[.!?;:,\\n\u2026()\u00ab\u00bb\"\u2013\u2014]+|(?<=\\s)-(?=\\s)");
    private static final Pattern TURNS = Pattern.compile("\\b(?:mais|but)\\b");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** In this order. Also what speech recognition and hasty thumbs write without the apostrophe. */
    private static final Map<Pattern, String> SPELLINGS = spellings();

    private PlainText() {}

    /** The clauses of a text in plain form, the empty ones left out. */
    static List<String> clauses(String text) {
        return CLAUSE_ENDS
                .splitAsStream(folded(text))
                .map(PlainText::spelled)
                .flatMap(TURNS::splitAsStream)
                .map(String::strip)
                .filter(clause -> !clause.isEmpty())
                .toList();
    }

    /** The whole text in plain form, clause after clause. */
    static String of(String text) {
        return String.join(" ", clauses(text));
    }

    /** The words of a text, {@code 0} for none. */
    static int wordCount(String text) {
        return (int) Stream.of(text.strip().split("\\s+"))
                .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    private static String folded(String text) {
        String straight =
                APOSTROPHES.matcher(text).replaceAll("'").replace("œ", "oe").replace("Œ", "oe");
        String bare = ACCENTS.matcher(Normalizer.normalize(straight, Normalizer.Form.NFD))
                .replaceAll("");
        return bare.toLowerCase(Locale.ROOT);
    }

    private static String spelled(String clause) {
        String written = clause;
        for (Map.Entry<Pattern, String> spelling : SPELLINGS.entrySet()) {
            written = spelling.getKey().matcher(written).replaceAll(spelling.getValue());
        }
        return NO_WORD.matcher(written).replaceAll(" ").strip();
    }

    private static Map<Pattern, String> spellings() {
        Map<Pattern, String> spellings = new LinkedHashMap<>();
        put(spellings, "can(?:'?t|not)", "can not");
        put(spellings, "won'?t", "will not");
        put(spellings, "(do|does|did|could|would|should|is|are|was|have|has)n'?t", "$1 not");
        put(spellings, "i'?m", "i am");
        put(spellings, "i'?ve", "i have");
        put(spellings, "i'?d(?= like)", "i would");
        put(spellings, "(what|who|that|where)'?s", "$1 is");
        put(spellings, "(\\w+)'s", "$1 is");
        put(spellings, "(\\w+)'ll", "$1 will");
        put(spellings, "(\\w+)'d", "$1 would");
        put(spellings, "(\\w+)'re", "$1 are");
        put(spellings, "(\\w+)'ve", "$1 have");
        put(spellings, "wanna", "want to");
        put(spellings, "gimme", "give me");
        put(spellings, "(?:pls|plz)", "please");
        put(spellings, "e[- ]?(mails?)", "e$1");
        put(spellings, "wh?ats?[- ]?ap+|what is ap+", "whatsapp");
        put(spellings, "jai", "j ai");
        put(spellings, "j(aimerais|attends|arrive)", "j $1");
        put(spellings, "c(est|etait)", "c $1");
        put(spellings, "quest ce", "qu est ce");
        put(spellings, "daccord", "d accord");
        put(spellings, "aujourd'?hui", "aujourdhui");
        put(spellings, "(?:svp|stp|sil vous plait|sil te plait)", "s il vous plait");
        return spellings;
    }

    private static void put(Map<Pattern, String> spellings, String said, String written) {
        spellings.put(Pattern.compile("\\b(?:" + said + ")\\b"), written);
    }
}
