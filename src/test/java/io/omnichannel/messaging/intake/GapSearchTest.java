package io.omnichannel.messaging.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.twilio.LoggedMessage;
import io.omnichannel.twilio.MessageLog;
import io.omnichannel.twilio.TwilioForm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GapSearchTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Gap GAP = new Gap(
            "acme",
            UUID.randomUUID(),
            "+33188000001",
            List.of("sms", "whatsapp"),
            NOW.minus(Duration.ofHours(1)),
            NOW,
            NOW.atOffset(ZoneOffset.UTC));

    private final GapSearch search = new GapSearch(GAP, Duration.ofSeconds(20));

    @Test
    void asksForEachChannelPageAfterPage() {
        assertThat(search.query()).startsWith("To=%2B33188000001&");
        search.took(new MessageLog(List.of(), "the next page"), Set.of());
        assertThat(search.query()).isEqualTo("the next page");
        search.took(new MessageLog(List.of(), ""), Set.of());
        assertThat(search.query()).startsWith("To=whatsapp%3A%2B33188000001&");
        search.took(new MessageLog(List.of(), ""), Set.of());

        assertThat(search.unfinished()).isFalse();
    }

    @Test
    void looksBackALittleFurtherThanItHasSeen() {
        assertThat(search.query()).contains("=2026-11-22T10%3A55%3A00Z");
    }

    @Test
    void findsWhatIsMissingOldestFirst() {
        search.took(
                page(message("c", 30), message("b", 40), message("known", 45), message("a", 40)),
                Set.of("a", "b", "c"));

        assertThat(search.missing()).extracting(LoggedMessage::sid).containsExactly("a", "b", "c");
        assertThat(search.underWay()).isFalse();
    }

    @Test
    void leavesAWebhookThatMayBeOnItsWayItsTime() {
        search.took(page(message("young", 5)), Set.of("young"));

        assertThat(search.missing()).isEmpty();
        assertThat(search.underWay()).isTrue();
        assertThat(search.horizon()).isEqualTo(NOW.minusSeconds(20));
    }

    private static MessageLog page(LoggedMessage... messages) {
        return new MessageLog(List.of(messages), "");
    }

    private static LoggedMessage message(String sid, int secondsAgo) {
        return new LoggedMessage(sid, NOW.minusSeconds(secondsAgo), new TwilioForm(Map.of()));
    }
}
