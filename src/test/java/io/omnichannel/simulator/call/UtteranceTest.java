package io.omnichannel.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UtteranceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void isHeardWordByWord() {
        Utterance speech = new Utterance(2);
        speech.add("Nous sommes ouverts jusqu'à dix-huit heures.", true, 0);

        assertThat(speech.heard(0)).isEmpty();
        assertThat(speech.heard(SECOND)).isEqualTo("Nous sommes");
        assertThat(speech.isPlaying(2 * SECOND)).isTrue();
        assertThat(speech.heard(60 * SECOND)).isEqualTo("Nous sommes ouverts jusqu'à dix-huit heures.");
        assertThat(speech.isPlaying(60 * SECOND)).isFalse();
    }

    @Test
    void waitsForWordsThatHaveNotComeYet() {
        Utterance speech = new Utterance(2);
        speech.add("Nous ", false, 0);
        speech.add("sommes ouverts", false, 10 * SECOND);

        assertThat(speech.heard(10 * SECOND)).isEqualTo("Nous");
        assertThat(speech.heard(10 * SECOND + SECOND / 2)).isEqualTo("Nous sommes");
    }

    @Test
    void countsAWordOnlyWhenItIsComplete() {
        Utterance speech = new Utterance(Double.POSITIVE_INFINITY);
        speech.add("Bon", false, 0);
        speech.add("jour Ma", false, 0);
        assertThat(speech.completeWords()).isEqualTo(1);

        speech.add("dame", true, 0);
        assertThat(speech.completeWords()).isEqualTo(2);
        assertThat(speech.firstWords(1)).isEqualTo("Bonjour");
    }

    @Test
    void beginsANewUtteranceWhenTheLastWasHeardToItsEnd() {
        Utterance speech = new Utterance(1);
        speech.add("Bonjour.", true, 0);
        speech.add("Encore.", true, SECOND / 2);
        assertThat(speech.text()).isEqualTo("Bonjour.Encore.");

        speech.add("Toujours là ?", true, 9 * SECOND);
        assertThat(speech.text()).isEqualTo("Toujours là ?");
    }
}
