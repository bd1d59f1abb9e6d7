package io.omnichannel.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message to us as Twilio's log has it, its Message resource. The log knows less than the webhook would have said: no
 * profile's name, and of media only where their list is.
 *
 * @param at when Twilio received it, to the second
 * @param form the same as parameters of the webhook
 */
public record LoggedMessage(String sid, Instant at, TwilioForm form) {

    private static final Map<String, String> NAMES = Map.of(
            "sid", "MessageSid",
            "account_sid", "AccountSid",
            "from", "From",
            "to", "To",
            "body", "Body",
            "num_media", "NumMedia",
            "num_segments", "NumSegments",
            "messaging_service_sid", "MessagingServiceSid");

    /** @throws DateTimeException when Twilio writes its dates in another way than RFC 2822 */
    static LoggedMessage of(JsonNode message) {
        String date =
                message.path("date_sent").asText(message.path("date_created").asText(""));
        Map<String, List<String>> form = new LinkedHashMap<>();
        NAMES.forEach((ours, webhooks) -> {
            if (message.path(ours).isValueNode() && !message.path(ours).isNull()) {
                form.put(webhooks, List.of(message.path(ours).asText()));
            }
        });
        Instant at =
                ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        form.put("DateSent", List.of(at.toString()));
        if (message.path("num_media").asInt() > 0) {
            form.put("MediaList", List.of(message.at("/subresource_uris/media").asText("")));
        }
        return new LoggedMessage(message.path("sid").asText(), at, new TwilioForm(form));
    }

    public Channel channel() {
        return TextAddress.channel(form.value("From"), form.value("To"));
    }

    /** As if the webhook had brought it. @param accountSid whose log it is from */
    public TwilioRequest request(String accountSid) {
        return new TwilioRequest("", "", TwilioForm.empty(), form, "", accountSid, true);
    }

    /** Without anybody's number or words. */
    @Override
    public String toString() {
        return "LoggedMessage[" + sid + "]";
    }
}
