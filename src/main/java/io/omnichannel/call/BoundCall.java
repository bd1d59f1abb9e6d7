package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Mood;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.WrittenLine;
import java.util.List;
import java.util.UUID;

/**
 * What a relay session works with.
 *
 * @param identity whose call it is
 * @param resumes how often the line was lost and taken up again
 * @param opening what a call of ours begins with; empty for a call of the customer's
 * @param elapsedSeconds since the call was first answered
 * @param history the latest of the conversation over all channels, oldest first
 * @param lastSeq how far its timeline has come
 * @param unanswered what the customer wrote and waits for an answer to; part of the history, too
 * @param mood how the customer felt about the conversation until now
 * @param memory what is known beside it
 */
public record BoundCall(
        Identity identity,
        UUID callId,
        AgentSettings settings,
        int resumes,
        String opening,
        int elapsedSeconds,
        List<Line> history,
        long lastSeq,
        List<WrittenLine> unanswered,
        Mood mood,
        Memory memory) {

    public String tenant() {
        return identity.tenant();
    }

    public UUID conversationId() {
        return identity.conversation();
    }
}
