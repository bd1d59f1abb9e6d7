package io.omnichannel.messaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * One entry of a timeline with what answering it needs.
 *
 * @param earlier whether it belongs to another conversation of the customer's, before this one or merged into it: known,
 *     but not to be answered
 * @param answeredAloud whether a call that it came in has answered it as well
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredMessage(
        UUID id,
        long seq,
        SenderRole role,
        String direction,
        Channel channel,
        String content,
        JsonNode details,
        @JsonProperty("created_at") Instant createdAt,
        boolean earlier,
        @JsonProperty("answered_aloud") boolean answeredAloud) {

    public boolean inbound() {
        return direction.equals("inbound");
    }

    /** Whether none of it ever left: it was held back. */
    public boolean heldBack() {
        JsonNode parts = details.at("/delivery/parts");
        return !parts.isEmpty()
                && StreamSupport.stream(parts.spliterator(), false)
                        .allMatch(part -> part.path("status").asText().equals("suppressed"));
    }

    public Line line() {
        return new Line(role, channel, content);
    }

    /** A text of the details, or empty. */
    public String detail(String name) {
        return details.path(name).asText("");
    }
}
