package io.omnichannel.sentiment;

import java.util.List;
import java.util.OptionalInt;

/**
 * A word or several in a row that feel like something.
 *
 * @param words in plain form; {@code _} stands for any one word, {@code *} for up to three of the same clause, or none
 * @param weight from -1 to 1
 */
record Expression(List<String> words, double weight, Kind kind) {

    static final String ANY = "_";
    static final String SOME = "*";

    private static final int MOST_BETWEEN = 3;

    Expression {
        if (Math.abs(weight) > 1) {
            throw new IllegalArgumentException(String.join(" ", words) + " weighs " + weight + "; from -1 to 1");
        }
    }

    /** How it is denied. */
    enum Kind {
        /** By what comes before it. */
        WORD,
        /** Also by what comes after it: "ça ne marche pas". */
        VERB,
        /** By nothing: politeness. */
        COURTESY,
        /** Says that the clause is a wish, and nothing else: "I would like". */
        WISH,
        /** What may be expected of a business: nothing by itself, and a reproach when it is denied. */
        EXPECTED
    }

    /** Where it ends when it begins here, if it does. */
    OptionalInt end(List<Token> tokens, int at) {
        return end(tokens, at, tokens.get(at), 0);
    }

    private OptionalInt end(List<Token> tokens, int at, Token first, int word) {
        if (word == words.size()) {
            return OptionalInt.of(at);
        }
        if (words.get(word).equals(SOME)) {
            for (int i = 0; i <= MOST_BETWEEN && isOfClause(tokens, at + i - 1, first); i++) {
                OptionalInt end = end(tokens, at + i, first, word + 1);
                if (end.isPresent()) {
                    return end;
                }
            }
            return OptionalInt.empty();
        }
        boolean fits = at < tokens.size()
                && tokens.get(at).sentence() == first.sentence()
                && (words.get(word).equals(ANY)
                        || words.get(word).equals(tokens.get(at).word()));
        return fits ? end(tokens, at + 1, first, word + 1) : OptionalInt.empty();
    }

    private static boolean isOfClause(List<Token> tokens, int at, Token first) {
        return at < tokens.size() && tokens.get(at).clause() == first.clause();
    }
}
