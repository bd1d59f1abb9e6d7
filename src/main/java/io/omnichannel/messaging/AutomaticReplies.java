package io.omnichannel.messaging;

import io.omnichannel.conversation.LoopGuard;
import java.util.List;

/** Whether the agent has answered so much lately that it must be talking to a machine. */
final class AutomaticReplies {

    private AutomaticReplies() {}

    static boolean tooMany(LaneView view) {
        List<LoopGuard.Written> written = view.messages().stream()
                .map(message -> new LoopGuard.Written(
                        message.role(), message.channel(), message.content(), message.createdAt()))
                .toList();
        return LoopGuard.judge(written, view.now()).isPresent();
    }
}
