package io.omnichannel.sentiment;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text apart into what the lexicon knows: words in plain form, signs, clauses. */
final class Tokens {

    private static final int SHORTEST_SHOUT = 3;

    private static final Pattern APOSTROPHES = Pattern.compile("[\u2019\u2018\u02bc\u00b4`\u2032]");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern PIECE = Pattern.compile("(?<word>[\\p{L}\\p{N}]+)|(?<sentence>[.!?\u2026\\n]+)"
            + "|(?<clause>[,;:()\u00ab\u00bb\"\u2013\u2014]+|(?<=\\s)-(?=\\s))");
    private static final Pattern DRAWN_OUT = Pattern.compile("(\\p{L})\\1{2,}");
    private static final Pattern DENIED = Pattern.compile("(?i)\\b(ca|wo|[a-z]+)n't\\b");

    private final Lexicon lexicon;
    private final List<Token> tokens = new ArrayList<>();
    private final Set<Integer> questions = new HashSet<>();
    private int sentence;
    private int clause;

    private Tokens(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    static List<Token> of(String text, Lexicon lexicon) {
        Tokens taken = new Tokens(lexicon);
        taken.take(plain(text));
        return taken.withQuestions();
    }

    /** Without accents, straight apostrophes, English denials written out; capitals stay, they tell something. */
    private static String plain(String text) {
        String straight =
                APOSTROPHES.matcher(text).replaceAll("'").replace("œ", "oe").replace("Œ", "OE");
        String bare = ACCENTS.matcher(Normalizer.normalize(straight, Normalizer.Form.NFD))
                .replaceAll("");
        return DENIED.matcher(bare).replaceAll(Tokens::written);
    }

    private static String written(MatchResult denied) {
        String verb = denied.group(1);
        return switch (verb.toLowerCase(Locale.ROOT)) {
            case "ca" -> "can not";
            case "wo" -> "will not";
            default -> verb + " not";
        };
    }

    private void take(String text) {
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            if (piece.group("word") != null) {
                take(piece.group(), isShout(piece.group()));
            } else {
                clause++;
                end(piece.group("sentence"));
            }
        }
    }

    private void end(String sign) {
        if (sign != null) {
            if (sign.contains("?")) {
                questions.add(sentence);
            }
            sentence++;
        }
    }

    private List<Token> withQuestions() {
        return tokens.stream()
                .map(token -> questions.contains(token.sentence()) ? token.ofQuestion() : token)
                .toList();
    }

    private void take(String written, boolean shouted) {
        String lower = written.toLowerCase(Locale.ROOT);
        boolean drawnOut = DRAWN_OUT.matcher(lower).find();
        String word = drawnOut ? shortened(lower) : lower;
        if (lexicon.isTurn(word)) {
            clause++;
        }
        tokens.add(new Token(word, sentence, clause, false, shouted || drawnOut));
    }

    private String shortened(String word) {
        String twice = DRAWN_OUT.matcher(word).replaceAll("$1$1");
        return lexicon.knows(twice) ? twice : DRAWN_OUT.matcher(word).replaceAll("$1");
    }

    private static boolean isShout(String word) {
        return word.length() >= SHORTEST_SHOUT
                && word.equals(word.toUpperCase(Locale.ROOT))
                && word.chars().allMatch(Character::isLetter);
    }
}
