package io.omnichannel.messaging.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.messaging.outbox.OutboxRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperatorTextTest {

    private static final String ONE = "https://example.com/1.jpg";
    private static final String TWO = "https://example.com/2.pdf";
    private static final String LONG = "word ".repeat(400).strip();

    @Test
    void sendsAllMediaWithTheFirstPartOfAText() {
        List<Map<String, Object>> parts = payloads(new OperatorText(LONG, "", List.of(ONE, TWO)), "sms");

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst()).containsEntry("media", List.of(ONE, TWO));
        assertThat(parts.getLast()).doesNotContainKey("media").containsEntry("part", 1);
    }

    @Test
    void sendsMediaWithoutWords() {
        OperatorText text = new OperatorText("", "", List.of(ONE));

        assertThat(payloads(text, "sms")).containsExactly(Map.of("body", "", "part", 0, "media", List.of(ONE)));
        assertThat(payloads(text, "whatsapp")).containsExactly(Map.of("body", "", "part", 0, "media", List.of(ONE)));
    }

    @Test
    void sendsByWhatsappTheWordsAndThenEachMediumAlone() {
        assertThat(payloads(new OperatorText("Voici", "", List.of(ONE, TWO)), "whatsapp"))
                .containsExactly(
                        Map.of("body", "Voici", "part", 0),
                        Map.of("body", "", "part", 1, "media", List.of(ONE)),
                        Map.of("body", "", "part", 2, "media", List.of(TWO)));
    }

    @Test
    void mailsNoMedia() {
        assertThat(new OperatorText("Voici", "", List.of(ONE)).rows()).doesNotContainKey("email");
        assertThat(payloads(new OperatorText("Voici", "", List.of()), "email"))
                .containsExactly(Map.of("text", "Voici", "subject", "Voici"));
    }

    @Test
    void countsNoSegmentsOfWhatGoesWithMedia() {
        assertThat(new OperatorText(LONG, "", List.of()).details().get("sms")).containsEntry("segments", 14);
        assertThat(new OperatorText(LONG, "", List.of(ONE)).details().get("sms"))
                .containsEntry("segments", 3)
                .containsEntry("media", List.of(Map.of("url", ONE)));
        assertThat(new OperatorText("Voici", "", List.of(ONE)).details().get("sms"))
                .isEqualTo(Map.of("media", List.of(Map.of("url", ONE))));
    }

    @Test
    void keepsWordsAndAddressesToItself() {
        assertThat(new OperatorText("Voici", "", List.of(ONE)).toString()).doesNotContain("Voici", "example");
    }

    private static List<Map<String, Object>> payloads(OperatorText text, String channel) {
        return text.rows().get(channel).stream().map(OutboxRow::payload).toList();
    }
}
