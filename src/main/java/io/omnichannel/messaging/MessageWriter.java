package io.omnichannel.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings.Template;
import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.MessageRequest.Content;
import io.omnichannel.twilio.MessageRequest.Sender;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.TextAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what is sent of a message to Twilio: free text with its media, or the tenant's template. */
final class MessageWriter {

    private final PublicUrl publicUrl;
    private final String messagingService;

    /** @param messagingService whose features texts have, or empty */
    MessageWriter(PublicUrl publicUrl, String messagingService) {
        this.publicUrl = publicUrl;
        this.messagingService = messagingService;
    }

    MessageRequest request(SendTask task) {
        OutboxItem item = task.item();
        String callback = publicUrl
                .base()
                .map(base -> MessageRequest.statusCallback(base, item.id()))
                .orElse("");
        TextAddress to = new TextAddress(item.payload().path("to_kind").asText("phone"), item.theirs());
        return new MessageRequest(to.wire(item.channel()), sender(item), content(task), callback);
    }

    /** What the message's details say about how it was sent: JSON. */
    static String details(SendTask task) {
        if (task.item().channel() != Channel.WHATSAPP) {
            return "{}";
        }
        return task.decision().equals("send_template")
                ? "{\"sent_as\":\"template\",\"reason\":\"window_closed\",\"content_sid\":\""
                        + task.settings().channelsConfig().whatsapp().template().contentSid() + "\"}"
                : "{\"sent_as\":\"text\",\"reason\":\"window_open\"}";
    }

    private Sender sender(OutboxItem item) {
        String from = new TextAddress("phone", item.ours()).wire(item.channel());
        return messagingService.isEmpty() || item.channel() != Channel.SMS
                ? new Sender.Number(from)
                : new Sender.ServiceNumber(messagingService, from);
    }

    private static Content content(SendTask task) {
        OutboxItem item = task.item();
        if (task.decision().equals("send_template")) {
            Template template = task.settings().channelsConfig().whatsapp().template();
            Map<String, String> variables = new LinkedHashMap<>();
            template.variables()
                    .forEach(
                            (name, value) -> variables.put(name, task.settings().filled(value)));
            return new Content.Template(template.contentSid(), variables);
        }
        List<String> media = new ArrayList<>();
        for (JsonNode url : item.payload().path("media")) {
            media.add(url.asText());
        }
        return new Content.Text(item.body(), media);
    }
}
