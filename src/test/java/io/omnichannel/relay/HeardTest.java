package io.omnichannel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.Seed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeardTest {

    @RegisterExtension
    final Seed seed = Seed.of("heard", 4711);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Nous ouvrons à neuf heures. | Nous ouvrons        | Nous ouvrons
            Nous ouvrons à neuf heures. | Nous  ouvrons à     | Nous ouvrons à
            Nous ouvrons à neuf heures. | Nousouvrons         | Nous ouvrons
            Bonjour, je suis Sara.      | Bonjour, je         | Bonjour, je
            Bonjour, je suis Sara.      | bonjour je suis     | Bonjour, je suis
            Le 12 mars à 9 heures.      | Le douze mars       | Le
            Life is a complex set of    | Life is a complex set of | Life is a complex set of
            C’est l'heure.              | C'est l’heure       | C’est l'heure
            """)
    void keepsExactlyTheWordsHeard(String sent, String spoken, String heard) {
        assertThat(Heard.cut(List.of(sent), spoken))
                .containsExactly(new Heard.Cut(heard, sent.substring(heard.length())));
    }

    @Test
    void keepsNothingWhenNothingWasHeard() {
        assertThat(Heard.cut(List.of("Bonjour."), "")).containsExactly(new Heard.Cut("", "Bonjour."));
    }

    @Test
    void keepsNothingOfWordsThatWereNeverSent() {
        assertThat(Heard.cut(List.of("Bonjour."), "Good evening")).containsExactly(new Heard.Cut("", "Bonjour."));
    }

    @Test
    void countsTheGreetingAsHeardWhenTheAnswerAfterItWasCut() {
        List<Heard.Cut> cuts =
                Heard.cut(List.of("Bonjour, je suis Sara.", "Nous ouvrons à neuf heures."), "Nous ouvrons");

        assertThat(cuts)
                .containsExactly(
                        new Heard.Cut("Bonjour, je suis Sara.", ""), new Heard.Cut("Nous ouvrons", " à neuf heures."));
    }

    @Test
    void cutsAcrossTwoUtterancesThatWereSpokenInOneGo() {
        List<Heard.Cut> cuts = Heard.cut(List.of("Un instant.", "Je regarde pour vous."), "Un instant. Je regarde");

        assertThat(cuts).containsExactly(new Heard.Cut("Un instant.", ""), new Heard.Cut("Je regarde", " pour vous."));
    }

    @Test
    void leavesTheAnswerUnheardWhenTheGreetingWasCut() {
        List<Heard.Cut> cuts = Heard.cut(List.of("Bonjour, je suis Sara.", "Nous ouvrons à neuf heures."), "Bonjour");

        assertThat(cuts)
                .containsExactly(
                        new Heard.Cut("Bonjour", ", je suis Sara."), new Heard.Cut("", "Nous ouvrons à neuf heures."));
    }

    @Test
    void givesBackEveryPrefixOfAnyTextWhateverItsWhiteSpace() {
        Random random = seed.random();
        int[] alphabet = "aé ,.\n\tZ9’-😀日".codePoints().toArray();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            String sent = text.toString();
            String spoken = sent.substring(
                    0, sent.offsetByCodePoints(0, random.nextInt(sent.codePointCount(0, sent.length()) + 1)));

            Heard.Cut cut =
                    Heard.cut(List.of(sent), spoken.replaceAll("\\s+", " ")).getFirst();

            assertThat(cut.heard() + cut.unheard()).isEqualTo(sent);
            assertThat(cut.heard().replaceAll("\\s", "")).isEqualTo(spoken.replaceAll("\\s", ""));
        }
    }
}
