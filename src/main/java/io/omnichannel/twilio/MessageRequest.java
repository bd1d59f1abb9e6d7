package io.omnichannel.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.platform.ModulePaths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A message for {@code POST Messages.json}, which makes a Message resource.
 *
 * @param to with the channel's prefix
 * @param statusCallback where Twilio tells what becomes of it, empty for nowhere
 */
public record MessageRequest(String to, Sender sender, Content content, String statusCallback) {

    /** Who sends: one number, on its own or as one of a messaging service. */
    public sealed interface Sender {

        /** @param from with the channel's prefix */
        record Number(String from) implements Sender {}

        /**
         * A number of a service, with the service's features.
         *
         * @param sid {@code MG} and 32 hex digits
         * @param from with the channel's prefix
         */
        record ServiceNumber(String sid, String from) implements Sender {}
    }

    /** What is sent. */
    public sealed interface Content {

        /** @param body at most {@link SmsText#MAX_LENGTH}, may be empty beside media; at most ten media */
        record Text(String body, List<String> mediaUrls) implements Content {
            public Text {
                mediaUrls = List.copyOf(mediaUrls);
            }
        }

        /** An approved template. @param variables by position or name */
        record Template(String contentSid, Map<String, String> variables) implements Content {
            public Template {
                variables = Map.copyOf(variables);
            }
        }
    }

    /** For Twilio alone: told 503 it comes again, and waits no longer for us than we for the database. */
    static final String COME_AGAIN = "#rc=3&rp=all&ct=2000&rt=4000";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A text from one of our numbers. */
    public static MessageRequest text(
            Channel channel, String from, TextAddress to, String body, String statusCallback) {
        return new MessageRequest(
                to.wire(channel),
                new Sender.Number(new TextAddress("phone", from).wire(channel)),
                new Content.Text(body, List.of()),
                statusCallback);
    }

    /** The callback that names our outbox row. @param base see {@link PublicUrl#base()} */
    public static String statusCallback(String base, UUID outbox) {
        return base + ModulePaths.WEBHOOKS + "/message-status?outbox=" + outbox + COME_AGAIN;
    }

    /** Where it is posted, below Twilio's address. */
    public static String path(String accountSid) {
        return "/2010-04-01/Accounts/" + accountSid + "/Messages.json";
    }

    /** {@code application/x-www-form-urlencoded}. */
    public byte[] encoded() {
        StringBuilder form = new StringBuilder(256);
        put(form, "To", to);
        switch (sender) {
            case Sender.Number number -> put(form, "From", number.from());
            case Sender.ServiceNumber both -> {
                put(form, "MessagingServiceSid", both.sid());
                put(form, "From", both.from());
            }
        }
        switch (content) {
            case Content.Text text -> {
                put(form, "Body", text.body());
                text.mediaUrls().forEach(url -> put(form, "MediaUrl", url));
            }
            case Content.Template template -> {
                put(form, "ContentSid", template.contentSid());
                put(form, "ContentVariables", template.variables().isEmpty() ? "" : json(template.variables()));
            }
        }
        put(form, "StatusCallback", statusCallback);
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(StringBuilder form, String name, String value) {
        if (!value.isEmpty()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String json(Map<String, String> variables) {
        try {
            return JSON.writeValueAsString(new java.util.TreeMap<>(variables));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A map of texts is always JSON", impossible);
        }
    }

    /** Without anybody's number or words. */
    @Override
    public String toString() {
        return "MessageRequest[" + content.getClass().getSimpleName() + "]";
    }
}
