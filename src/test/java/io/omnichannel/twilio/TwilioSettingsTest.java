package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class TwilioSettingsTest {

    private static final String SID = "AC0123456789abcdef0123456789abcdef";

    @Test
    void isNotLiveWithoutAToken() {
        TwilioSettings settings = TwilioSettings.of("", " ", "enforce", "");

        assertThat(settings.live()).isFalse();
        assertThat(settings.signatureMode()).isEqualTo(SignatureMode.ENFORCE);
    }

    @Test
    void takesTheCurrentAndTheNextTokenInOrder() {
        TwilioSettings settings = TwilioSettings.of(SID, " current , next,", "Observe", "");

        assertThat(settings.live()).isTrue();
        assertThat(settings.authTokens()).containsExactly("current", "next");
        assertThat(settings.signatureMode()).isEqualTo(SignatureMode.OBSERVE);
    }

    @Test
    void refusesAnAccountWithoutAToken() {
        assertThatThrownBy(() -> TwilioSettings.of(SID, "", "enforce", ""))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("TWILIO_AUTH_TOKEN is not");
    }

    @Test
    void refusesAnAccountThatIsNone() {
        assertThatThrownBy(() -> TwilioSettings.of("SK1", "token", "enforce", ""))
                .hasMessageContaining("TWILIO_ACCOUNT_SID must be AC and 32 hex digits")
                .hasMessageNotContaining("token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "", "none", "enforced"})
    void refusesAnyOtherMode(String mode) {
        assertThatThrownBy(() -> TwilioSettings.of("", "", mode, ""))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining("must be enforce or observe");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example, https://h.example",
        "https://h.example/, https://h.example",
        "https://h.example:8443/omni//, https://h.example:8443/omni",
        "https://user:pass@h.example, https://user:pass@h.example",
        "http://localhost:8787, http://localhost:8787",
        "http://127.0.0.1:8787/x, http://127.0.0.1:8787/x",
        "http://[::1]:8787, http://[::1]:8787",
    })
    void takesAnAbsoluteUrlWithoutItsTrailingSlash(String given, String kept) {
        assertThat(TwilioSettings.of("", "token", "enforce", given).publicUrl()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h.example",
                "/omni",
                "ftp://h.example",
                "wss://h.example",
                "https://",
                "https://h.example?x=1",
                "https://h.example/#a",
                "https://h example",
                "https://h.example:port"
            })
    void refusesAUrlThatTwilioCouldNotCall(String url) {
        assertThatThrownBy(() -> TwilioSettings.of("", "", "enforce", url)).hasMessageContaining("must be absolute");
    }

    @Test
    void refusesHttpForARealAccountOnly() {
        assertThat(TwilioSettings.of("", "", "enforce", "http://h.example").publicUrl())
                .isEqualTo("http://h.example");
        assertThatThrownBy(() -> TwilioSettings.of("", "token", "enforce", "http://h.example"))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() -> TwilioSettings.of("", "token", "enforce", "http://localhost.evil.example"))
                .hasMessageContaining("must be https");
        assertThatThrownBy(() -> TwilioSettings.of("", "token", "enforce", "http://localhost@evil.example"))
                .hasMessageContaining("must be https");
    }

    @Test
    void keepsTokensOutOfLogs() {
        assertThat(TwilioSettings.of(SID, "secret", "enforce", "https://user:secret@h.example")
                        .toString())
                .doesNotContain("secret");
    }
}
