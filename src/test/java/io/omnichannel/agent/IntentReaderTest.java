package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntentReaderTest {

    static Stream<String[]> table() {
        return TestTables.rows("/agent/intents.tsv");
    }

    @ParameterizedTest(name = "{0} {2} is {1}")
    @MethodSource("table")
    void readsWhatACustomerWants(String language, String intent, String text) {
        assertThat(IntentReader.read(text, Locale.forLanguageTag(language))).isEqualTo(Intent.valueOf(intent));
    }

    @Test
    void hasATableOfAtLeast300Lines() {
        assertThat(table()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "?!", "'", "’’’", "\u0000", "\uD83D", "日本語です", "-", "«»"})
    void survivesWhatIsHardlyText(String text) {
        assertThatNoException().isThrownBy(() -> IntentReader.read(text, Locale.FRENCH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a ", "le sms ", "parler a un ", "je voudrais ", "merci ", "to the a ", "0 ", "envoyez moi pas "
            })
    void staysQuickOnALongMail(String piece) {
        String mail = piece.repeat(100_000 / piece.length());

        Assertions.assertTimeout(
                Duration.ofSeconds(2), () -> IntentReader.read(mail, Locale.FRENCH), "one text of 100,000 characters");
    }

    @Test
    void readsTheFirstWordOfALongerAnswer() {
        assertThat(IntentReader.readOpening("Oui, ça fait dix minutes que j'attends", Locale.FRENCH))
                .isEqualTo(Intent.YES);
        assertThat(IntentReader.readOpening("No, I want a pizza", Locale.ENGLISH))
                .isEqualTo(Intent.NO);
        assertThat(IntentReader.readOpening("", Locale.ENGLISH)).isEqualTo(Intent.UNKNOWN);
    }
}
