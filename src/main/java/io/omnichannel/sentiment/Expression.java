package io.omnichannel.sentiment;

import java.util.List;

/**
 * A word or several in a row that feel like something.
 *
 * @param words in plain form; {@code _} stands for any one word
 * @param weight from -1 to 1
 */
record Expression(List<String> words, double weight, Kind kind) {

    static final String ANY = "_";

    /** How it is denied. */
    enum Kind {
        /** By what comes before it. */
        WORD,
        /** Also by what comes after it: "ça ne marche pas". */
        VERB,
        /** By nothing: politeness. */
        COURTESY
    }

    boolean fits(List<Token> tokens, int at) {
        if (at + words.size() > tokens.size()) {
            return false;
        }
        int sentence = tokens.get(at).sentence();
        for (int i = 0; i < words.size(); i++) {
            Token token = tokens.get(at + i);
            if (token.sentence() != sentence
                    || !words.get(i).equals(ANY) && !words.get(i).equals(token.word())) {
                return false;
            }
        }
        return true;
    }
}
