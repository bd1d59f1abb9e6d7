package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    void hasATableOfMoreThan500Lines() {
        assertThat(table()).hasSizeGreaterThan(500);
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
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void comesToAnEndOnALongMail(String piece) {
        String mail = piece.repeat(100_000 / piece.length());

        assertThatNoException().isThrownBy(() -> IntentReader.read(mail, Locale.FRENCH));
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
