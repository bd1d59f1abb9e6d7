package io.omnichannel.messaging.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.twilio.ConversationsRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** One entry of a timeline as Twilio's copy shows it. */
record MirroredMessage(
        UUID id,
        long seq,
        SenderRole role,
        String channel,
        String direction,
        String content,
        JsonNode details,
        Instant createdAt) {

    /** The attribute that tells our messages from others' and one of ours from another. */
    static final String ID = "message_id";

    private static final String SWITCH = "channel_switch";
    private static final String CUT = "…";

    boolean isSwitch() {
        return details.path("type").asText().equals(SWITCH);
    }

    /** The identity that wrote it; the switch and whatever the house says is the system's. */
    String author(UUID contact, UUID conversation) {
        return switch (isSwitch() ? SenderRole.SYSTEM : role) {
            case CUSTOMER -> Identities.customer(contact);
            case AGENT -> Identities.agent(conversation);
            case HUMAN -> Identities.OPERATOR;
            case SYSTEM -> Identities.SYSTEM;
        };
    }

    /** Never empty, which Twilio does not take; the whole of a long mail stays with us. */
    String body() {
        String text = content.isBlank() ? withoutWords() : content.strip();
        if (text.length() <= ConversationsRequest.MAX_BODY) {
            return text;
        }
        int end = ConversationsRequest.MAX_BODY - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    ObjectNode attributes() {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (isSwitch()) {
            attributes.put("type", SWITCH);
            attributes.put("from", details.path("from").asText());
            attributes.put("to", details.path("to").asText());
        } else {
            attributes.put("channel", channel);
            attributes.put("direction", direction);
            attributes.put("role", role.wireName());
        }
        attributes.put(ID, id.toString());
        attributes.put("seq", seq);
        attributes.put("at", createdAt.toString());
        return attributes;
    }

    private String withoutWords() {
        String kinds = StreamSupport.stream(details.path("media").spliterator(), false)
                .map(media -> media.path("content_type").asText("media"))
                .collect(Collectors.joining(", "));
        return "[" + (kinds.isEmpty() ? details.has("location") ? "location" : "no text" : kinds) + "]";
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "MirroredMessage[" + id + "]";
    }
}
