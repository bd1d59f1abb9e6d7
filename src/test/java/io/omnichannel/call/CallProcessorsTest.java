package io.omnichannel.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CallProcessorsTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    @Test
    void passesOnTheAccountThatSigned() {
        assertThat(CallProcessors.call(request(true)).accountSid()).isEqualTo(ACCOUNT);
        assertThat(CallProcessors.step(request(true)).accountSid()).isEqualTo(ACCOUNT);
    }

    @Test
    void forgetsAnAccountThatARequestOnlyNames() {
        assertThat(CallProcessors.call(request(false)).accountSid()).isEmpty();
        assertThat(CallProcessors.step(request(false)).accountSid()).isEmpty();
    }

    private static TwilioRequest request(boolean verified) {
        TwilioForm form = TwilioForm.decode(
                ("AccountSid=" + ACCOUNT + "&CallSid=CA1&To=%2B33199000001").getBytes(StandardCharsets.UTF_8));
        return new TwilioRequest("https://omni.example", "/voice", TwilioForm.empty(), form, "", ACCOUNT, verified);
    }
}
