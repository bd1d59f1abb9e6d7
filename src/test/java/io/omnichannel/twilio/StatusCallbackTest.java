package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusCallbackTest {

    @Test
    void readsWhatBecameOfAMessage() {
        StatusCallback callback =
                read("MessageSid=SM1&MessageStatus=failed&ErrorCode=63016&From=whatsapp%3A%2B33199000001"
                        + "&To=whatsapp%3A%2B33612345678&ChannelStatusMessage=Outside+window&RawDlrDoneDate=");

        assertThat(callback.eventKey()).isEqualTo("SM1/message-status/failed/63016");
        assertThat(callback.outbox()).isEqualTo("0197");
        assertThat(callback.status()).contains(DeliveryStatus.FAILED);
        assertThat(Refusal.of(callback.errorCode()).kind()).isEqualTo(Refusal.Kind.WINDOW_CLOSED);
    }

    @Test
    void hasAnotherKeyForEveryStatusAndError() {
        assertThat(List.of(
                        read("MessageSid=SM1&MessageStatus=sent").eventKey(),
                        read("MessageSid=SM1&MessageStatus=delivered").eventKey(),
                        read("MessageSid=SM1&MessageStatus=failed&ErrorCode=30003")
                                .eventKey(),
                        read("MessageSid=SM1&MessageStatus=failed&ErrorCode=30005")
                                .eventKey()))
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsAStatusThatItDoesNotKnow() {
        StatusCallback callback = read("MessageSid=SM1&MessageStatus=teleported&ErrorCode=abc");

        assertThat(callback.status()).isEmpty();
        assertThat(callback.statusName()).isEqualTo("teleported");
        assertThat(callback.errorCode()).isZero();
    }

    private static StatusCallback read(String body) {
        return StatusCallback.from(new TwilioRequest(
                "https://omni.example.com",
                "/webhooks/omnichannel/message-status",
                TwilioForm.decode("outbox=0197".getBytes(StandardCharsets.UTF_8)),
                TwilioForm.decode(body.getBytes(StandardCharsets.UTF_8)),
                "",
                "AC1",
                true));
    }
}
