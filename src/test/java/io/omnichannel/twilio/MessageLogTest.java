package io.omnichannel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageLogTest {

    private static final String PAGE =
            """
            {"messages": [
              {"sid": "MM0000000000000000000000000000000a", "account_sid": "AC1", "direction": "inbound", "body": "",
               "from": "whatsapp:+33612345678", "to": "whatsapp:+33188000001", "num_media": "1", "num_segments": "1",
               "messaging_service_sid": null, "date_created": "Sun, 22 Nov 2026 10:00:01 +0000",
               "date_sent": "Sun, 22 Nov 2026 10:00:02 +0000",
               "subresource_uris": {"media": "/2010-04-01/Accounts/AC1/Messages/MM0000000000000000000000000000000a/Media.json"}},
              {"sid": "SM0000000000000000000000000000000b", "account_sid": "AC1", "direction": "outbound-api", "body": "ours",
               "from": "+33188000001", "to": "+33188000001", "num_media": "0", "date_created": "Sun, 22 Nov 2026 10:00:01 +0000",
               "date_sent": null}],
             "next_page_uri": "/2010-04-01/Accounts/AC1/Messages.json?PageSize=1&Page=1&PageToken=PAx"}""";

    @Test
    void keepsWhatOthersSentToUs() throws IOException {
        MessageLog page = read(PAGE);

        assertThat(page.received()).singleElement().satisfies(message -> {
            assertThat(message.sid()).isEqualTo("MM0000000000000000000000000000000a");
            assertThat(message.at()).isEqualTo(Instant.parse("2026-11-22T10:00:02Z"));
            assertThat(message.channel()).isEqualTo(Channel.WHATSAPP);
        });
    }

    @Test
    void becomesTheMessageThatTheWebhookWouldHaveBrought() throws IOException {
        TwilioRequest request = read(PAGE).received().getFirst().request("AC1");

        InboundText text = InboundText.from(request.form());

        assertThat(text.unparsed()).isFalse();
        assertThat(text.eventKey()).isEqualTo("MM0000000000000000000000000000000a");
        assertThat(text.to()).isEqualTo("+33188000001");
        assertThat(text.from()).extracting(TextAddress::address).containsExactly("+33612345678");
        assertThat(text.details())
                .containsEntry("date_sent", "2026-11-22T10:00:02Z")
                .hasEntrySatisfying(
                        "media_list", list -> assertThat((String) list).endsWith("/Media.json"));
    }

    @Test
    void believesOnlyTheQueryOfTheNextPage() throws IOException {
        assertThat(read(PAGE).next()).isEqualTo("PageSize=1&Page=1&PageToken=PAx");
        assertThat(read("{\"messages\": [], \"next_page_uri\": null}").next()).isEmpty();
    }

    @Test
    void asksForWhatCameSince() {
        assertThat(MessageLog.query("whatsapp:+33188000001", Instant.parse("2026-11-22T10:00:02.345Z")))
                .isEqualTo("To=whatsapp%3A%2B33188000001&DateSent%3E=2026-11-22T10%3A00%3A02Z&PageSize=1000");
    }

    private static MessageLog read(String page) throws IOException {
        return MessageLog.of(new ObjectMapper().readTree(page));
    }
}
