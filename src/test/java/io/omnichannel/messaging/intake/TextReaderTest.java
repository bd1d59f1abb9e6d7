package io.omnichannel.messaging.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReaderTest {

    private static final String ACCOUNT = "AC00000000000000000000000000000001";

    private final TextReader reader = new TextReader(
            new ObjectMapper(),
            new MessagingSettings(
                    "1.5s",
                    64,
                    8,
                    4,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(1),
                    Duration.ofHours(4),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(15)));

    @ParameterizedTest
    @CsvSource({"SMS, true, " + ACCOUNT, "SMS, false, ''", "WHATSAPP, true, " + ACCOUNT, "WHATSAPP, false, ''"})
    void passesOnAnAccountOnlyWhereItSigned(Channel channel, boolean verified, String account)
            throws JsonProcessingException {
        TwilioForm form = TwilioForm.decode(("AccountSid=" + ACCOUNT + "&MessageSid=SM" + "0".repeat(32)
                        + "&From=%2B33611111111&To=%2B33199000001&Body=Bonjour")
                .getBytes(StandardCharsets.UTF_8));

        IncomingMessage message = reader.read(
                new TwilioRequest("https://omni.example", "/sms", TwilioForm.empty(), form, "", ACCOUNT, verified),
                channel);

        assertThat(message.accountSid()).isEqualTo(account);
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, whatsapp:%2B33611111111, whatsapp:%2B33199000001, WHATSAPP",
        "SMS, whatsapp:FR.1234, whatsapp:%2B33199000001, WHATSAPP",
        "WHATSAPP, %2B33611111111, %2B33199000001, SMS",
        "SMS, %2B33611111111, %2B33199000001, SMS",
        "WHATSAPP, whatsapp:nobody, nothing, WHATSAPP",
        "SMS, nobody at all, nothing, SMS"
    })
    void keepsTheChannelThatItWasWrittenByWhicheverAddressItCameTo(
            Channel address, String from, String to, Channel channel) throws JsonProcessingException {
        TwilioForm form = TwilioForm.decode(("AccountSid=" + ACCOUNT + "&MessageSid=SM" + "0".repeat(32) + "&From="
                        + from.replace(' ', '+') + "&To=" + to + "&Body=STOP")
                .getBytes(StandardCharsets.UTF_8));

        IncomingMessage message = reader.read(
                new TwilioRequest("https://omni.example", "/sms", TwilioForm.empty(), form, "", ACCOUNT, true),
                address);

        assertThat(message.channel()).isEqualTo(channel);
    }
}
