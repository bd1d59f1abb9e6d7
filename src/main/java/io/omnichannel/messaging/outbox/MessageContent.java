package io.omnichannel.messaging.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.AgentSettings.Template;
import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.MessageRequest.Content;
import io.omnichannel.twilio.SmsText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is sent of an outbox item to Twilio: its words and media, or the tenant's template in their place. */
final class MessageContent {

    private MessageContent() {}

    /** In letters that a telephone network carries cheaply: it bills look-alikes of its own dearly. */
    static Content sms(OutboxItem item) {
        return text(item, folded(item));
    }

    /** As it was written. */
    static Content whatsapp(OutboxItem item) {
        return text(item, item.body());
    }

    private static Content text(OutboxItem item, String words) {
        List<String> media = new ArrayList<>();
        for (JsonNode url : item.payload().path("media")) {
            media.add(url.asText());
        }
        return new Content.Text(words, media);
    }

    /** The words as they leave by the item's channel. */
    static String words(OutboxItem item) {
        return item.channel() == Channel.SMS ? folded(item) : item.body();
    }

    /** What the item costs by text. */
    static Map<String, Object> cost(OutboxItem item) {
        return SmsText.cost(List.of(SmsText.part(item.body())));
    }

    private static String folded(OutboxItem item) {
        return SmsText.part(item.body()).text();
    }

    static Content.Template template(AgentSettings settings) {
        Template template = settings.whatsappTemplate().orElseThrow();
        Map<String, String> variables = new LinkedHashMap<>();
        template.variables().forEach((name, value) -> variables.put(name, settings.filled(value)));
        return new Content.Template(template.contentSid(), variables);
    }

    /** What the message's details say about how it was sent: JSON. */
    static String details(OutboxItem item, Content content) {
        if (item.channel() != Channel.WHATSAPP) {
            return "{}";
        }
        return switch (content) {
            case Content.Template template ->
                "{\"sent_as\":\"template\",\"reason\":\"window_closed\",\"content_sid\":\"" + template.contentSid()
                        + "\"}";
            case Content.Text text -> "{\"sent_as\":\"text\",\"reason\":\"window_open\"}";
        };
    }
}
