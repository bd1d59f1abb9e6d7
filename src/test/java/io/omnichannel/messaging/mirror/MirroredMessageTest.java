package io.omnichannel.messaging.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.SenderRole;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MirroredMessageTest {

    private static final UUID ID = UUID.fromString("01a00000-0000-7000-8000-000000000001");
    private static final UUID CONTACT = UUID.fromString("01a00000-0000-7000-8000-000000000002");
    private static final UUID CONVERSATION = UUID.fromString("01a00000-0000-7000-8000-000000000003");

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER, customer:01a00000-0000-7000-8000-000000000002",
        "AGENT, agent:01a00000-0000-7000-8000-000000000003",
        "HUMAN, operator",
        "SYSTEM, system"
    })
    void saysWhoWroteIt(SenderRole role, String author) {
        assertThat(message(role, "Bonjour", "{}").author(CONTACT, CONVERSATION)).isEqualTo(author);
    }

    @Test
    void tellsOfASwitchAsTheSystem() {
        MirroredMessage message =
                message(SenderRole.HUMAN, "Par SMS", "{\"type\":\"channel_switch\",\"from\":\"voice\",\"to\":\"sms\"}");

        assertThat(message.author(CONTACT, CONVERSATION)).isEqualTo("system");
        assertThat(message.attributes().toString())
                .startsWith("{\"type\":\"channel_switch\",\"from\":\"voice\",\"to\":\"sms\",")
                .contains("\"message_id\":\"" + ID + "\"");
    }

    @Test
    void cutsWhatIsTooLongForTwilioBetweenCharacters() {
        String body = message(SenderRole.CUSTOMER, "x".repeat(1_598) + "😀".repeat(3), "{}")
                .body();

        assertThat(body).hasSize(1_599).endsWith("x…");
        assertThat(message(SenderRole.CUSTOMER, "é".repeat(1_600), "{}").body()).hasSize(1_600);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | [no text]",
                "{\"location\": {\"latitude\": \"48\"}} | [location]",
                "{\"media\": [{\"url\": \"https://x\", \"content_type\": \"image/jpeg\"}, {\"url\": \"y\"}]} | [image/jpeg, media]"
            })
    void isNeverWithoutWords(String details, String body) {
        assertThat(message(SenderRole.CUSTOMER, " ", details).body()).isEqualTo(body);
    }

    private static MirroredMessage message(SenderRole role, String content, String details) {
        try {
            return new MirroredMessage(
                    ID, 7, role, "sms", "inbound", content, new ObjectMapper().readTree(details), Instant.EPOCH);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
