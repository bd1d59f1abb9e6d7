package io.omnichannel.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omnichannel.sentiment.Expression.Kind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the words around a word make of it. */
class LexiconScorerTest {

    private final LexiconScorer scorer = new LexiconScorer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // denial before, behind, and far enough away
                "fr | C'est bon                      | C'est pas bon",
                "fr | Ça marche                      | Ça marche pas",
                "fr | Je suis content                | Je ne suis vraiment pas du tout content",
                "en | It is good                     | It isn't good",
                "en | I would recommend it           | I wouldn't recommend it",
                // idioms
                "fr | C'est pas mal                  | C'est mal",
                "en | not bad                        | bad",
                // a denial that is none
                "fr | Je n'ai jamais été aussi bien reçu | Je n'ai jamais été bien reçu",
                // strength
                "fr | C'est très bien                | C'est bien",
                "en | I am a bit disappointed        | I am disappointed",
                "fr | C'est nul                      | C'est NUL",
                "fr | C'est nul                      | C'est nuuuul",
                "en | That is awful                  | That is awful!!!",
                // what comes after the but is what is meant
                "fr | C'était long, mais le résultat est superbe | Le résultat est superbe, mais c'était long",
                // politeness beside a reproach
                "fr | Merci bien                     | Merci bien mais non",
                "fr | Merci beaucoup                 | Merci, mais c'est inadmissible",
                "en | Thank you                      | Thanks for nothing"
            })
    void feelsBetterAboutTheFirstThanTheSecond(String language, String better, String worse) {
        assertThat(score(better, language)).isGreaterThan(score(worse, language) + 0.05);
    }

    @ParameterizedTest
    @CsvSource({
        "👍, 1",
        "C'est arrivé 😡, -1",
        "ok :), 1",
        "'', 0",
        "42, 0",
        "Non merci., 0",
        "Could you send me the invoice?, 0"
    })
    void readsSignsAndLeavesThePlainAlone(String text, int side) {
        Sentiment feeling = scorer.score(text, Locale.FRENCH);

        assertThat((int) Math.signum(feeling.label() == Sentiment.Label.NEUTRAL ? 0 : feeling.score()))
                .isEqualTo(side);
    }

    @Test
    void takesAccentsAndCapitalsOrLeavesThem() {
        assertThat(score("Je suis deçu", "fr")).isEqualTo(score("je suis décu", "fr"));
    }

    @Test
    void readsAMailOfAnyLengthWithinBounds() {
        String mail = "C'est inadmissible, vraiment pas sérieux ! ".repeat(50_000);

        assertThat(score(mail, "fr")).isBetween(-1.0, -0.9);
    }

    @Test
    void takesWeightsFromMinusOneToOne() {
        List<String> word = List.of("bien");

        assertThat(new Expression(word, -1, Kind.WORD).weight()).isEqualTo(-1);
        assertThatThrownBy(() -> new Expression(word, 1.1, Kind.WORD)).hasMessageContaining("bien weighs 1.1");
    }

    private double score(String text, String language) {
        return scorer.score(text, Locale.of(language)).score();
    }
}
