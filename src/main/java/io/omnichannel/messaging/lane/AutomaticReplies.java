package io.omnichannel.messaging.lane;

import io.omnichannel.conversation.LoopGuard;
import io.omnichannel.conversation.LoopGuard.Hold;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.messaging.StoredMessage;
import java.util.List;
import java.util.Optional;

/** Whether so much was answered lately, by the agent or by notices, that a machine must be at the other end. */
final class AutomaticReplies {

    private AutomaticReplies() {}

    static Optional<Hold> judge(LaneView view) {
        List<LoopGuard.Written> written = view.messages().stream()
                .filter(message -> !message.earlier())
                .map(message -> new LoopGuard.Written(
                        author(message), message.channel(), message.content(), message.createdAt()))
                .toList();
        return LoopGuard.judge(written, view.now());
    }

    /** A notice is sent, so it can be answered; a note is not. */
    private static SenderRole author(StoredMessage message) {
        boolean notice =
                message.role() == SenderRole.SYSTEM && message.details().has("delivery");
        return notice ? SenderRole.AGENT : message.role();
    }
}
