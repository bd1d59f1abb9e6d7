package io.omnichannel.email;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SendGrid's Event Webhook: an array of things that happened, in no order. */
public final class SendGridEvents {

    private static final long LATEST = 99_999_999_999L;

    private final ObjectReader json;

    SendGridEvents(ObjectMapper json) {
        // Behind one element of an array there is more, and one odd event must not cost a batch.
        this.json = json.reader()
                .without(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
    }

    /**
     * Reads them all; an event of a kind that we do not know is one too, what has no id is passed over.
     *
     * @throws MalformedMail when it is no JSON array
     */
    public List<MailEvent> parse(InputStream body) throws IOException {
        List<MailEvent> events = new ArrayList<>();
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedMail("The events are no array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode event = json.readTree(parser);
                if (event == null || event.isMissingNode()) {
                    throw new MalformedMail("The array of events has no end");
                }
                if (!text(event, "sg_event_id", 200).isEmpty()) {
                    events.add(event(event));
                }
            }
        } catch (JsonProcessingException malformed) {
            throw new MalformedMail("The events are no JSON", malformed);
        }
        return events;
    }

    private static MailEvent event(JsonNode event) {
        long seconds = Math.clamp(event.path("timestamp").asLong(0), 0, LATEST);
        return new MailEvent(
                text(event, "sg_event_id", 200),
                text(event, "event", 50),
                text(event, SendGridMail.OUTBOX, 50).toLowerCase(Locale.ROOT),
                text(event, "sg_message_id", 300),
                text(event, "smtp-id", 300),
                text(event, "email", 320).toLowerCase(Locale.ROOT),
                text(event, text(event, "reason", 1000).isEmpty() ? "response" : "reason", 1000),
                text(event, "type", 50),
                Instant.ofEpochSecond(seconds));
    }

    private static String text(JsonNode event, String field, int atMost) {
        return MailText.atMost(MailText.line(event.path(field).asText("")), atMost);
    }
}
