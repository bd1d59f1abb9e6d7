package io.omnichannel.messaging.lane;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Mood;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an answer is made from.
 *
 * @param identity whose conversation it is
 * @param owner {@code agent} or {@code human}
 * @param language the conversation's, or null while unknown
 * @param addressAsked whether the customer was asked for a mail address
 * @param now the database's clock
 * @param messages the latest of the timeline, oldest first
 * @param mood how the customer feels about the conversation
 * @param memory what is known beside them
 */
public record LaneView(
        Lane lane,
        Identity identity,
        String owner,
        String language,
        boolean addressAsked,
        Instant now,
        AgentSettings settings,
        List<StoredMessage> messages,
        Mood mood,
        Memory memory) {

    /**
     * What the customer wrote since the lane was looked at last. Spoken words were answered in their call, machines never
     * are, nor what came by a channel that is switched off, and a keyword is done with once it was confirmed, by Twilio or by
     * us.
     */
    List<StoredMessage> unread() {
        return messages.stream()
                .filter(message -> message.inbound() && !message.earlier())
                .filter(message -> message.seq() > lane.answeredSeq() && message.channel() != Channel.VOICE)
                .filter(message -> settings.isOn(message.channel()))
                .filter(message -> message.detail("automatic").isEmpty()
                        && message.detail("keyword_answered").isEmpty())
                .toList();
    }

    /** The same without what a call has answered aloud. */
    List<StoredMessage> unanswered() {
        return unread().stream().filter(message -> !message.answeredAloud()).toList();
    }

    /** The message that is answered: the newest one decides channel and addresses. */
    Optional<StoredMessage> newest() {
        return unanswered().stream().reduce((earlier, later) -> later);
    }

    /** The last message that is a wish to be left alone, written to again or helped, and that nobody has confirmed yet. */
    Optional<StoredMessage> keyword() {
        return unanswered().stream()
                .filter(message -> !message.detail("keyword").isEmpty())
                .reduce((earlier, later) -> later);
    }

    /** Up to where everything is answered once this keyword is: who asks for silence wants no answer to what came before. */
    long answeredBy(StoredMessage keyword) {
        boolean questionBefore = unanswered().stream()
                .anyMatch(message -> message.seq() < keyword.seq()
                        && message.detail("keyword").isEmpty());
        return questionBefore && !keyword.detail("keyword").equals("stop") ? lane.answeredSeq() : keyword.seq();
    }

    /** Up to where everything is answered once this view is. */
    long lastSeq() {
        return messages.stream()
                .filter(message -> !message.earlier())
                .mapToLong(StoredMessage::seq)
                .max()
                .orElse(lane.answeredSeq());
    }
}
