package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;

/**
 * The older part of a conversation, of which a summary is to be made.
 *
 * @param identity whose it is
 * @param settings the tenant's
 * @param language of the conversation
 * @param earlier the summary of what came before these lines, empty at first
 * @param lines what is to be added to it, oldest first
 */
public record LongConversation(
        Identity identity, AgentSettings settings, Locale language, String earlier, List<Line> lines) {}
