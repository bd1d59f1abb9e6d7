package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The resources of the Conversations API as Twilio shows them.
 *
 * @see <a href="https://www.twilio.com/docs/conversations/api">Conversations API</a>
 */
record ConversationJson(String accountSid) {

    private static final String HOST = "https://conversations.twilio.com";

    ObjectNode of(RestConversation conversation) {
        String url = url(conversation);
        ObjectNode json = common(conversation.service(), conversation.sid(), conversation.createdAt())
                .put("friendly_name", emptyToNull(conversation.friendlyName()))
                .put("unique_name", emptyToNull(conversation.uniqueName()))
                .put("attributes", conversation.attributes())
                .put("state", conversation.state())
                .put("url", url);
        json.putNull("messaging_service_sid");
        json.putObject("timers");
        json.putObject("bindings");
        json.putObject("links")
                .put("participants", url + "/Participants")
                .put("messages", url + "/Messages")
                .put("webhooks", url + "/Webhooks");
        return json;
    }

    ObjectNode of(RestConversation conversation, RestConversation.Participant participant) {
        ObjectNode json = common(conversation.service(), participant.sid(), participant.createdAt())
                .put("conversation_sid", conversation.sid())
                .put("identity", participant.identity())
                .put("attributes", participant.attributes())
                .put("url", url(conversation) + "/Participants/" + participant.sid());
        for (String name : List.of("messaging_binding", "role_sid", "last_read_message_index", "last_read_timestamp")) {
            json.putNull(name);
        }
        return json;
    }

    ObjectNode of(RestConversation conversation, RestConversation.Message message) {
        ObjectNode json = common(conversation.service(), message.sid(), message.createdAt())
                .put("conversation_sid", conversation.sid())
                .put("index", message.index())
                .put("author", message.author())
                .put("body", message.body())
                .put("attributes", message.attributes())
                .put(
                        "participant_sid",
                        conversation
                                .participant(message.author())
                                .map(RestConversation.Participant::sid)
                                .orElse(null))
                .put("url", url(conversation) + "/Messages/" + message.sid());
        for (String name : List.of("media", "delivery", "content_sid")) {
            json.putNull(name);
        }
        return json;
    }

    ObjectNode page(RestConversation conversation, List<RestConversation.Message> messages, int size) {
        ObjectNode json = StrictJson.JSON.createObjectNode();
        ArrayNode list = json.putArray("messages");
        messages.forEach(message -> list.add(of(conversation, message)));
        ObjectNode meta =
                json.putObject("meta").put("page", 0).put("page_size", size).put("key", "messages");
        meta.putNull("next_page_url");
        meta.putNull("previous_page_url");
        return json;
    }

    private ObjectNode common(String service, String sid, Instant createdAt) {
        String date = createdAt.truncatedTo(ChronoUnit.SECONDS).toString();
        return StrictJson.JSON
                .createObjectNode()
                .put("sid", sid)
                .put("account_sid", accountSid)
                .put("chat_service_sid", service)
                .put("date_created", date)
                .put("date_updated", date);
    }

    private static String url(RestConversation conversation) {
        return HOST + "/v1/Services/" + conversation.service() + "/Conversations/" + conversation.sid();
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
