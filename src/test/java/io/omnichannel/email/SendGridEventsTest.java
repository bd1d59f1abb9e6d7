package io.omnichannel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendGridEventsTest {

    private static final UUID OUTBOX = UUID.fromString("01900000-0000-7000-8000-000000000001");

    @Test
    void readsWhatHappened() throws IOException {
        List<MailEvent> events = read(
                """
                [{"email":"Claire@example.fr","timestamp":1717408800,"smtp-id":"<x@y>","event":"bounce","type":"blocked",
                  "sg_event_id":"e1","sg_message_id":"abc.filter-1","reason":"550 5.1.1\\r\\nno such user","status":"5.1.1",
                  "omni_outbox":"01900000-0000-7000-8000-000000000001","category":["a"]},
                 {"sg_event_id":"e2","event":"deferred","response":"450 later","attempt":"3","timestamp":1717408801},
                 {"sg_event_id":"e3","event":"something_new","nested":{"a":[1,{}]}},
                 {"event":"delivered"}, 7, null, "x", [],
                 {"sg_event_id":"e4","event":"delivered","smtp-id":"<01900000-0000-7000-8000-000000000001@b.example>"}]
                """);

        assertThat(events).extracting(MailEvent::eventId).containsExactly("e1", "e2", "e3", "e4");
        MailEvent bounce = events.getFirst();
        assertThat(bounce.outboxId()).contains(OUTBOX);
        assertThat(bounce.address()).isEqualTo("claire@example.fr");
        assertThat(bounce.reason()).isEqualTo("550 5.1.1 no such user");
        assertThat(bounce.type()).isEqualTo("blocked");
        assertThat(bounce.sendGridId()).isEqualTo("abc.filter-1");
        assertThat(bounce.at()).isEqualTo(Instant.ofEpochSecond(1717408800));
        assertThat(bounce.delivery()).isEqualTo(MailDelivery.FAILED);
        assertThat(bounce.toString()).doesNotContain("claire");
        assertThat(events.get(1).reason()).isEqualTo("450 later");
        assertThat(events.get(1).outboxId()).isEmpty();
        assertThat(events.get(2).delivery()).isEqualTo(MailDelivery.NONE);
        assertThat(events.get(3).outboxId()).contains(OUTBOX);
    }

    @ParameterizedTest
    @CsvSource({"spamreport, true", "unsubscribe, true", "group_unsubscribe, true", "open, false", "bounce, false"})
    void knowsWhoWantsNoMore(String event, boolean optOut) throws IOException {
        assertThat(read("[{\"sg_event_id\":\"e\",\"event\":\"" + event + "\"}]"))
                .singleElement()
                .returns(optOut, MailEvent::isOptOut);
    }

    @Test
    void toleratesNumbersThatAreNone() throws IOException {
        assertThat(read("[{\"sg_event_id\":\"e\",\"timestamp\":1e300},{\"sg_event_id\":\"f\",\"timestamp\":\"x\"}]"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "[", "[{", "[{\"a\":", "[{}", "[{} {}]", "x", "[1,"})
    void refusesWhatIsNoArray(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedMail.class);
    }

    private static List<MailEvent> read(String body) throws IOException {
        return new SendGridEvents(new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS))
                .parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
