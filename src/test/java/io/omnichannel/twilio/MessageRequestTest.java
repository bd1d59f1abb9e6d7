package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.MessageRequest.Content;
import io.omnichannel.twilio.MessageRequest.Sender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageRequestTest {

    private static final UUID OUTBOX = UUID.fromString("01970000-0000-7000-8000-000000000001");
    private static final TextAddress CUSTOMER = new TextAddress("phone", "+33612345678");

    @Test
    void writesAText() {
        MessageRequest request = MessageRequest.text(
                Channel.SMS,
                "+33199000001",
                CUSTOMER,
                "C'est 3 € & 2 + 1 😀",
                MessageRequest.statusCallback("https://omni.example.com", OUTBOX));

        assertThat(new String(request.encoded(), StandardCharsets.US_ASCII))
                .isEqualTo(
                        "To=%2B33612345678&From=%2B33199000001&Body=C%27est+3+%E2%82%AC+%26+2+%2B+1+%F0%9F%98%80"
                                + "&StatusCallback=https%3A%2F%2Fomni.example.com%2Fwebhooks%2Fomnichannel%2Fmessage-status"
                                + "%3Foutbox%3D01970000-0000-7000-8000-000000000001%23rc%3D3%26rp%3Dall%26ct%3D2000%26rt%3D4000");
    }

    @Test
    void namesTheChannelOnBothSides() {
        TwilioForm form = decoded(MessageRequest.text(Channel.WHATSAPP, "+33199000001", CUSTOMER, "Bonjour", ""));

        assertThat(form.value("To")).isEqualTo("whatsapp:+33612345678");
        assertThat(form.value("From")).isEqualTo("whatsapp:+33199000001");
        assertThat(form.names()).doesNotContain("StatusCallback");
    }

    @Test
    void writesMediaWithoutWords() {
        TwilioForm form = decoded(new MessageRequest(
                "+33612345678",
                new Sender.Number("+33199000001"),
                new Content.Text("", List.of("https://a.example/1.jpg", "https://a.example/2.jpg")),
                ""));

        assertThat(form.names()).containsExactly("To", "From", "MediaUrl");
        assertThat(form.all("MediaUrl")).containsExactly("https://a.example/1.jpg", "https://a.example/2.jpg");
    }

    @Test
    void writesATemplateWithItsVariables() {
        TwilioForm form = decoded(new MessageRequest(
                "whatsapp:+33612345678",
                new Sender.Number("whatsapp:+33199000001"),
                new Content.Template("HX1", Map.of("2", "15 h", "1", "Ana \"A\"")),
                ""));

        assertThat(form.value("ContentSid")).isEqualTo("HX1");
        assertThat(form.value("ContentVariables")).isEqualTo("{\"1\":\"Ana \\\"A\\\"\",\"2\":\"15 h\"}");
        assertThat(form.names()).doesNotContain("Body", "MediaUrl");
    }

    @Test
    void leavesOutVariablesThatThereAreNot() {
        TwilioForm form = decoded(new MessageRequest(
                "whatsapp:+33612345678",
                new Sender.Number("whatsapp:+33199000001"),
                new Content.Template("HX1", Map.of()),
                ""));

        assertThat(form.names()).doesNotContain("ContentVariables");
    }

    @Test
    void saysNothingAboutPeopleInALog() {
        assertThat(MessageRequest.text(Channel.SMS, "+33199000001", CUSTOMER, "secret", "")
                        .toString())
                .doesNotContain("secret", "+336");
    }

    private static TwilioForm decoded(MessageRequest request) {
        return TwilioForm.decode(request.encoded());
    }
}
