package io.omnichannel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published vectors of Twilio's libraries and documentation, all with the token 12345. */
class SignerTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Map<String, List<String>> PRESSED = form(
            "CallSid",
            "CA1234567890ABCDE",
            "Caller",
            "+14158675309",
            "Digits",
            "1234",
            "From",
            "+14158675309",
            "To",
            "+18005551212");

    private final Signer signer = new Signer("12345");

    @Test
    void signsAUrlWithItsQueryAndAForm() {
        assertThat(signer.sign(URL, PRESSED)).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void signsTheDocumentationsExample() {
        Map<String, List<String>> form = form(
                "CallSid",
                "CA1234567890ABCDE",
                "Caller",
                "+14158675310",
                "Digits",
                "1234",
                "From",
                "+14158675310",
                "To",
                "+18005551212");

        assertThat(signer.sign("https://example.com/myapp.php?foo=1&bar=2", form))
                .isEqualTo("L/OH5YylLD5NRKLltdqwSvS0BnU=");
    }

    @Test
    void leavesTheQuerysEncodingAsItIs() {
        assertThat(signer.sign("https://mycompany.com/myapp.php?foo=hello%20world&bar=test%2Bvalue", PRESSED))
                .isEqualTo("er2tvAP1Wx+iuTTE2BPgvEaN1cs=");
    }

    @Test
    void signsTheNamesOfEmptyParameters() {
        assertThat(signer.sign(URL, form("Digits", "", "CallSid", "CA1234567890ABCDE", "EmptyParam", "")))
                .isEqualTo("9HHp/OqQMEwdrVebHDdA/+tqjX8=");
    }

    @Test
    void sortsRepeatedValues() {
        Map<String, List<String>> form = Map.of(
                "Sid", List.of("CA123"), "SidAccount", List.of("AC123"), "Digits", List.of("5678", "1234", "1234"));

        assertThat(signer.sign(URL, form)).isEqualTo("IK+Dwps556ElfBT0I3Rgjkr1wJU=");
    }

    @Test
    void signsAHandshakeAsWritten() {
        assertThat(signer.signHandshake("wss://example.com/voice/relay")).isEqualTo("EEN0PpGHDDZn2D6X+CsaCBIaf1A=");
    }

    @Test
    void signsAHandshakeOfABareHostWithItsPath() {
        assertThat(signer.signHandshake("wss://example.com")).isEqualTo("hoaxtdkWNBxVYCmDLq7UdjDdXIg=");
        assertThat(signer.signHandshake("wss://example.com/")).isEqualTo("hoaxtdkWNBxVYCmDLq7UdjDdXIg=");
    }

    private static Map<String, List<String>> form(String... pairs) {
        Map<String, List<String>> form = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], List.of(pairs[i + 1]));
        }
        return form;
    }
}
