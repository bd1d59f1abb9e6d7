package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberLanguageTest {

    @ParameterizedTest
    @CsvSource({
        "+33199000001, fr-FR",
        "+3225550123, fr-FR",
        "+41225550123, fr-FR",
        "+35227550123, fr-FR",
        "+37799550123, fr-FR",
        "+262262550123, fr-FR",
        "+590590550123, fr-FR",
        "+14155552671, en-US",
        "+442079460018, en-US",
        "client:nobody, en-US",
        "'', en-US"
    })
    void speaksTheLanguageOfTheNumbersCountry(String called, String language) {
        assertThat(NumberLanguage.of(called)).hasToString(language.replace('-', '_'));
    }
}
