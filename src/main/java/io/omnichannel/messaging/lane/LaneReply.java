package io.omnichannel.messaging.lane;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.conversation.Uuid7;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer as it is written: one message of the timeline and what is to be sent of it.
 *
 * @param message its id, the same when it is written once more
 * @param confirmed the keyword that this confirms, or null
 * @param kind {@code answer}, or {@code notice} for what is sent opt-out or not
 * @param ours the number or address the customer wrote to
 * @param theirs where the answer goes
 * @param details JSON object kept with the message
 * @param parts JSON array of {@code {position, id, payload}}, what the channel's sender needs
 * @param handOver whether a human owns the conversation from here on
 * @param reason why, for the human
 * @param wish to go on by another channel, brought forward once this is written
 * @param more whether something is left to be answered
 */
record LaneReply(
        Lane lane,
        long answeredSeq,
        UUID message,
        UUID confirmed,
        Channel channel,
        String kind,
        String content,
        String language,
        String ours,
        String theirs,
        String details,
        String parts,
        boolean handOver,
        String reason,
        boolean more,
        Optional<SwitchWish> wish) {

    /** The same, and the customer goes on elsewhere. */
    LaneReply wishing(Optional<SwitchWish> elsewhere) {
        return new LaneReply(
                lane,
                answeredSeq,
                message,
                confirmed,
                channel,
                kind,
                content,
                language,
                ours,
                theirs,
                details,
                parts,
                handOver,
                reason,
                more,
                elsewhere);
    }

    SenderRole role() {
        return kind.equals("notice") ? SenderRole.SYSTEM : SenderRole.AGENT;
    }

    Map<String, Object> parameters(Duration validity) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", lane.tenant());
        parameters.put("conversation", lane.conversation());
        parameters.put("fence", lane.fence());
        parameters.put("answered_seq", answeredSeq);
        parameters.put("confirmed", confirmed);
        parameters.put("message", message);
        parameters.put("channel", channel.wireName());
        parameters.put("role", role().wireName());
        parameters.put("content", content);
        parameters.put("details", details);
        parameters.put("language", language);
        parameters.put("hand_over", handOver);
        parameters.put("reason", reason.replace("\0", ""));
        parameters.put("handoff_id", Uuid7.next());
        parameters.put("briefing_id", Uuid7.next());
        parameters.put("more", more);
        parameters.put("kind", kind);
        parameters.put("ours", ours);
        parameters.put("theirs", theirs);
        parameters.put("parts", parts);
        parameters.put("wish_id", wish.map(SwitchWish::id).orElse(null));
        parameters.put(
                "wish_channels",
                wish.map(SwitchWish::to).orElse(List.of()).stream()
                        .map(Channel::wireName)
                        .toArray(String[]::new));
        parameters.put(
                "wish_by", wish.map(SwitchWish::by).map(SwitchWish.By::wireName).orElse(""));
        parameters.put("wish_reason", wish.map(SwitchWish::reason).orElse(""));
        parameters.put("wish_carry", wish.map(SwitchWish::carry).orElse(""));
        parameters.put("valid_seconds", (int) validity.toSeconds());
        return parameters;
    }
}
