package io.omnichannel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageDetectorTest {

    static Stream<String[]> table() {
        return TestTables.rows("/agent/languages.tsv");
    }

    @ParameterizedTest(name = "{1} is {0}")
    @MethodSource("table")
    void tellsFrenchFromEnglish(String language, String text) {
        assertThat(LanguageDetector.detect(text).map(Locale::getLanguage).orElse("und"))
                .isEqualTo(language);
    }

    @Test
    void takesTheLastMessageFirst() {
        assertThat(LanguageDetector.answering("where is my parcel", Optional.of(Locale.FRENCH), Locale.FRANCE))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void staysInTheConversationsLanguageWhenTheMessageIsTooShort() {
        assertThat(LanguageDetector.answering("OK", Optional.of(Locale.ENGLISH), Locale.FRANCE))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void endsWithTheConfigurationsLanguage() {
        assertThat(LanguageDetector.answering("OK", Optional.empty(), Locale.FRANCE))
                .isEqualTo(Locale.FRANCE);
    }
}
