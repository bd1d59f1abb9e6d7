package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LiveStartTest {

    private static final String SID = "AC0123456789abcdef0123456789abcdef";

    @Test
    void saysWhatDoesNotWorkWithoutTheAccountsSid(CapturedOutput output) {
        start("", "token", "https://omni.example.com");

        assertThat(output).contains("TWILIO_ACCOUNT_SID is not set", "no text or WhatsApp message goes out");
    }

    @Test
    void saysWhereToPointTwilio(CapturedOutput output) {
        start(SID, "token", "https://user:secret@omni.example.com/mount");

        assertThat(output)
                .contains(
                        "https://omni.example.com/mount/webhooks/omnichannel/voice#rc=2&rp=ct,rt&ct=2000",
                        "/fallback#rc=2&rp=all&ct=2000",
                        "/call-status#rc=3&rp=all&ct=2000",
                        "/sms#rc=3&rp=all&ct=2000&rt=4000",
                        "/whatsapp#rc=3&rp=all&ct=2000&rt=4000")
                .doesNotContain("is not set", "secret", "token");
    }

    @Test
    void saysThatTheAddressIsNotKnown(CapturedOutput output) {
        start(SID, "token", "");

        assertThat(output).contains("OMNICHANNEL_PUBLIC_URL is not set");
    }

    @Test
    void leavesTheWordToTheSimulator(CapturedOutput output) {
        start("", "", "");

        assertThat(output).isEmpty();
    }

    private static void start(String sid, String token, String url) {
        new LiveStart(TwilioSettings.of(sid, token, "enforce", url)).run(new DefaultApplicationArguments());
    }
}
