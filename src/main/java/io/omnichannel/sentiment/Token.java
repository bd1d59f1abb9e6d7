package io.omnichannel.sentiment;

/**
 * One word or sign of a text.
 *
 * @param word lower case, without accents
 * @param sentence which sentence of the text it is in
 * @param clause which clause of the text it is in; a comma, a "but" begin another
 * @param asked whether its sentence ends as a question
 * @param stressed written in capitals, or with a letter drawn out
 */
record Token(String word, int sentence, int clause, boolean asked, boolean stressed) {

    Token ofQuestion() {
        return new Token(word, sentence, clause, true, stressed);
    }
}
