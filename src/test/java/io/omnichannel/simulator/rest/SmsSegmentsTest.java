package io.omnichannel.simulator.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.Seed;
import io.omnichannel.twilio.SmsText;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsSegmentsTest {

    @RegisterExtension
    final Seed seed = Seed.of("segments", 20_261_128);

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "a, 306, 2",
        "a, 307, 3",
        "€, 80, 1",
        "€, 81, 2",
        "€, 152, 2",
        "€, 153, 3",
        "ç, 70, 1",
        "ç, 71, 2",
        "ç, 134, 2",
        "ç, 135, 3",
        "😀, 35, 1",
        "😀, 36, 2",
        "😀, 66, 2",
        "😀, 67, 3"
    })
    void countsAsTheNetworkDoes(String character, int times, int segments) {
        assertThat(SmsSegments.of(character.repeat(times))).isEqualTo(segments);
    }

    @Test
    void knowsTheWholeAlphabet() {
        String alphabet = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

        assertThat(alphabet).hasSize(127);
        assertThat(SmsSegments.of(alphabet)).isOne();
        assertThat(SmsSegments.of("^{}\\[~]|€\f".repeat(8))).isOne();
    }

    @Test
    void countsWhatTheServerCounts() {
        Random random = seed.random();
        int[] alphabet = "aeiou éèàùç€^{}[]\\~|\f\n\r’«»😀日Ωω".codePoints().toArray();
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            // Few of them, or none would be cheap.
            int kinds = 1 + random.nextInt(alphabet.length);
            for (int left = 1 + random.nextInt(500); left > 0; left--) {
                text.appendCodePoint(alphabet[random.nextInt(kinds)]);
            }

            assertThat(SmsSegments.of(text.toString()))
                    .as("%s", text)
                    .isEqualTo(SmsText.measured(text.toString()).segments());
        }
    }
}
