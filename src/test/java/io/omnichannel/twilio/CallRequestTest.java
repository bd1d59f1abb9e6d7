package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallRequestTest {

    private static final String COME_AGAIN = "%23rc%3D3%26rp%3Dall%26ct%3D2000%26rt%3D4000";
    private static final UUID OUTBOX = UUID.fromString("0190a000-0000-7000-8000-000000000001");
    private static final String WEBHOOKS = "https%3A%2F%2Fomni.example%2Fwebhooks%2Fomnichannel%2F";

    private final CallRequest call =
            new CallRequest("+33612345678", "+33199000001", "https://omni.example", OUTBOX, 25);

    @Test
    void namesItsOutboxWhereverTwilioComesBack() {
        assertThat(new String(call.encoded(), StandardCharsets.US_ASCII).split("&"))
                .containsExactly(
                        "To=%2B33612345678",
                        "From=%2B33199000001",
                        "Url=" + WEBHOOKS + "voice%3Foutbox%3D" + OUTBOX,
                        "FallbackUrl=" + WEBHOOKS + "fallback",
                        "StatusCallback=" + WEBHOOKS + "call-status%3Foutbox%3D" + OUTBOX + COME_AGAIN,
                        "StatusCallbackEvent=ringing",
                        "StatusCallbackEvent=answered",
                        "StatusCallbackEvent=completed",
                        "Timeout=25",
                        "MachineDetection=DetectMessageEnd",
                        "AsyncAmd=true",
                        "AsyncAmdStatusCallback=" + WEBHOOKS + "call-status%3Foutbox%3D" + OUTBOX + COME_AGAIN);
    }

    @Test
    void tellsNobodysNumberInALog() {
        assertThat(call).hasToString("CallRequest[" + OUTBOX + "]");
    }
}
