package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The Message resource as Twilio shows it.
 *
 * @see <a href="https://www.twilio.com/docs/messaging/api/message-resource">Message resource</a>
 */
record MessageJson(String accountSid) {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    static String date(Instant instant) {
        return RFC_2822.format(instant);
    }

    ObjectNode of(RestMessage message) {
        String uri = "/2010-04-01/Accounts/" + accountSid + "/Messages/" + message.sid();
        ObjectNode json = StrictJson.JSON
                .createObjectNode()
                .put("account_sid", accountSid)
                .put("api_version", "2010-04-01")
                .put("body", message.isTemplate() ? madeOf(message) : message.body())
                .put("date_created", date(message.createdAt()))
                .put("date_updated", date(message.createdAt()))
                .put("direction", message.direction())
                .put("from", message.from())
                .put("num_media", String.valueOf(message.mediaUrls().size()))
                .put("num_segments", String.valueOf(message.segments()))
                .put("price_unit", "USD")
                .put("sid", message.sid())
                .put("status", message.status())
                .put("to", message.to())
                .put("uri", uri + ".json");
        json.put("date_sent", isWaiting(message) ? null : date(message.createdAt()));
        json.put("error_code", message.errorCode() == 0 ? null : message.errorCode());
        json.put("error_message", message.errorCode() == 0 ? null : "Error " + message.errorCode());
        json.put(
                "messaging_service_sid",
                message.messagingServiceSid().isEmpty() ? null : message.messagingServiceSid());
        json.putNull("price");
        json.putObject("subresource_uris").put("media", uri + "/Media.json");
        return json;
    }

    /** What a template says is between the sender and WhatsApp; what was filled in is in it. */
    private static String madeOf(RestMessage template) {
        try {
            StringBuilder words = new StringBuilder("Template:");
            StrictJson.JSON.readTree(template.contentVariables()).forEach(value -> words.append(' ')
                    .append(value.asText()));
            return words.toString();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The variables were checked", impossible);
        }
    }

    /** @param next where the list goes on, null at its end */
    ObjectNode page(List<RestMessage> messages, int page, int size, String self, String next) {
        ObjectNode json = StrictJson.JSON
                .createObjectNode()
                .put("first_page_uri", self)
                .put("next_page_uri", next)
                .put("page", page)
                .put("page_size", size)
                .put("start", page * size)
                .put("end", page * size + Math.max(0, messages.size() - 1))
                .put("uri", self);
        json.putNull("previous_page_uri");
        ArrayNode list = json.putArray("messages");
        messages.forEach(message -> list.add(of(message)));
        return json;
    }

    private static boolean isWaiting(RestMessage message) {
        return message.status().equals("accepted") || message.status().equals("queued");
    }
}
