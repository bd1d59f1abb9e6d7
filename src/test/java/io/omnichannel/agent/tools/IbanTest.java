package io.omnichannel.agent.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IbanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BE68 5390 0754 7034",
                "CH9300762011623852957",
                "de89 3704 0044 0532 0130 00",
                "ES91-2100-0418-4502-0005-1332",
                "FR14 2004 1010 0505 0001 3M02 606",
                "GB29NWBK60161331926819",
                "IT60X0542811101000000123456",
                "NL91 ABNA 0417 1643 00",
                "NO93 8601 1117 947"
            })
    void findsTheNumberOfAnAccountInASentence(String iban) {
        assertThat(Iban.replaced("Mon compte : " + iban + ", merci.")).isEqualTo("Mon compte : IBAN, merci.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BE68 5390 0754 7035",
                "DE89 3704 0044 0532 0130",
                "FR14 2004 1010 0505 0001 3M02 6061",
                "ZZ89370400440532013000",
                "AB12"
            })
    void leavesWhatIsNoneAsItIs(String text) {
        assertThat(Iban.replaced(text)).isEqualTo(text);
    }
}
