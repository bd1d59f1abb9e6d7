package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioFormTest {

    @Test
    void keepsOrderBlanksRepeatsAndEmptyValues() {
        TwilioForm form = decode("Body=+a%20b+&FromCity=&Digits=2&Digits=1&Digits=2&flag&%C3%B1=%F0%9F%98%80");

        assertThat(form.names()).containsExactly("Body", "FromCity", "Digits", "flag", "ñ");
        assertThat(form.value("Body")).isEqualTo(" a b ");
        assertThat(form.first("FromCity")).contains("");
        assertThat(form.all("Digits")).containsExactly("2", "1", "2");
        assertThat(form.value("Digits")).isEqualTo("2");
        assertThat(form.first("flag")).contains("");
        assertThat(form.value("ñ")).isEqualTo("😀");
    }

    @Test
    void knowsAnAbsentNameFromAnEmptyValue() {
        TwilioForm form = decode("a=");

        assertThat(form.first("a")).contains("");
        assertThat(form.first("b")).isEmpty();
        assertThat(form.value("b")).isEmpty();
        assertThat(form.all("b")).isEmpty();
    }

    @Test
    void takesPlusForABlankAndPercentTwoBForAPlus() {
        assertThat(decode("From=%2B33199000001&Body=1+1%3d2").value("From")).isEqualTo("+33199000001");
        assertThat(decode("Body=1+1%3d2").value("Body")).isEqualTo("1 1=2");
    }

    @Test
    void splitsAtTheFirstEqualsSignOnly() {
        assertThat(decode("a=b=c").value("a")).isEqualTo("b=c");
        assertThat(decode("=v").value("")).isEqualTo("v");
    }

    @Test
    void takesNothingFromNothing() {
        assertThat(decode("").names()).isEmpty();
        assertThat(decode("&&").names()).isEmpty();
        assertThat(decode("a=1&").names()).containsExactly("a");
    }

    @Test
    void readsRawUtf8() {
        assertThat(decode("Body=é").value("Body")).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%2&b=1", "a=%zz", "a=%+1", "%", "a=%-1", "a=%2é"})
    void refusesABrokenPercentSequence(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(MalformedForm.class).hasMessageContaining("percent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%FF", "a=%C3", "a=%C0%AF", "a=%ED%A0%80", "%C3=1", "a=%F4%90%80%80"})
    void refusesBytesThatAreNotUtf8(String body) {
        assertThatThrownBy(() -> decode(body)).isInstanceOf(MalformedForm.class).hasMessageContaining("UTF-8");
    }

    @Test
    void refusesMoreParametersThanAnybodySends() {
        String most = "a=1&".repeat(TwilioForm.MAX_PARAMETERS);

        assertThat(decode(most).all("a")).hasSize(TwilioForm.MAX_PARAMETERS);
        assertThatThrownBy(() -> decode(most + "a=1")).isInstanceOf(MalformedForm.class);
    }

    @Test
    void keepsPeoplesNumbersOutOfLogs() {
        assertThat(decode("From=%2B33199000001")).hasToString("TwilioForm[1 names]");
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<String> values = new ArrayList<>(List.of("1"));
        TwilioForm form = new TwilioForm(new LinkedHashMap<>(Map.of("a", values)));

        values.add("2");

        assertThat(form.all("a")).containsExactly("1");
        assertThatThrownBy(() -> form.parameters().remove("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givesBackWhateverWasEncoded() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            List<Map.Entry<String, String>> sent = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                sent.add(
                        Map.entry("n" + random.nextInt(4) + RandomText.legal(random, 6), RandomText.legal(random, 40)));
            }

            TwilioForm form = TwilioForm.decode(FormBytes.encode(sent));

            Map<String, List<String>> expected = new LinkedHashMap<>();
            sent.forEach(entry -> expected.computeIfAbsent(entry.getKey(), any -> new ArrayList<>())
                    .add(entry.getValue()));
            assertThat(form.parameters()).containsExactlyEntriesOf(expected);
        }
    }

    private static TwilioForm decode(String body) {
        return TwilioForm.decode(body.getBytes(StandardCharsets.UTF_8));
    }
}
