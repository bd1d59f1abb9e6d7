package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {

    @Test
    void putsTheConfiguredBaseBeforeTheRawTarget() {
        PublicUrl url = publicUrl("https://h.example/omni/");

        assertThat(url.signedUrl("http://10.0.0.1:8787/webhooks/omnichannel/sms?a=%2B1&b=c+d"))
                .isEqualTo("https://h.example/omni/webhooks/omnichannel/sms?a=%2B1&b=c+d");
        assertThat(url.baseOf("http://10.0.0.1:8787/x")).isEqualTo("https://h.example/omni");
        assertThat(url.base()).contains("https://h.example/omni");
    }

    @Test
    void takesSchemeAndHostOfTheRequestOtherwise() {
        PublicUrl url = publicUrl("");

        assertThat(url.signedUrl("http://localhost:8787/webhooks/omnichannel/sms?a=%2B1"))
                .isEqualTo("http://localhost:8787/webhooks/omnichannel/sms?a=%2B1");
        assertThat(url.baseOf("https://h.example/x?y=https://z/")).isEqualTo("https://h.example");
    }

    @Test
    void remembersTheBaseOfTheLastVerifiedRequest() {
        PublicUrl url = publicUrl("");
        assertThat(url.base()).isEmpty();

        url.verified("https://h.example");

        assertThat(url.base()).contains("https://h.example");
    }

    @Test
    void keepsTheConfiguredBaseWhateverCameIn() {
        PublicUrl url = publicUrl("https://h.example");

        url.verified("https://other.example");

        assertThat(url.base()).contains("https://h.example");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/omni, wss://h.example/omni/webhooks/omnichannel/conversation",
        "http://localhost:8787, ws://localhost:8787/webhooks/omnichannel/conversation",
    })
    void opensTheRelayOverTheSameSecurity(String base, String relay) {
        assertThat(PublicUrl.relayUrl(base)).isEqualTo(relay);
    }

    private static PublicUrl publicUrl(String configured) {
        return new PublicUrl(TwilioSettings.of("", "token", "enforce", configured));
    }
}
