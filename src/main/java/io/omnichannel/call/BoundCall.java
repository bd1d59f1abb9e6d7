package io.omnichannel.call;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Mood;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.UUID;

/**
 * What a relay session works with.
 *
 * @param resumes how often the line was lost and taken up again
 * @param elapsedSeconds since the call was first answered
 * @param history the conversation over all channels, oldest first
 * @param mood how the customer felt about the conversation until now
 */
public record BoundCall(
        String tenant,
        UUID callId,
        UUID conversationId,
        AgentSettings settings,
        int resumes,
        int elapsedSeconds,
        List<Line> history,
        Mood mood) {}
