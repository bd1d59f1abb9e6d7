package io.omnichannel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneNumbersTest {

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "+33199000001      | FR | +33199000001",
                "01 99 00 00 01    | FR | +33199000001",
                "06.12.34.56.78    | FR | +33612345678",
                "+33 (0)6 12345678 | FR | +33612345678",
                "0033612345678     | FR | +33612345678",
                "(415) 555-2671    | US | +14155552671",
                "+1 415 555 2671   | FR | +14155552671",
                "020 7946 0018     | GB | +442079460018",
                "＋33612345678      | US | +33612345678",
                "+33 6 12 34 56 78 | FR | +33612345678"
            })
    void bringsPossibleNumbersToE164(String written, String region, String number) {
        assertThat(PhoneNumbers.e164(written, region)).hasValue(number);
    }

    @ParameterizedTest
    @CsvSource({
        "12",
        "38000",
        "ACME",
        "+33",
        "+336123456789012345",
        "call 0612345678",
        "tel:+33612345678",
        "06a12345678"
    })
    void knowsWhatIsNoNumber(String written) {
        assertThat(PhoneNumbers.e164(written, "FR")).isEmpty();
    }
}
