package io.omnichannel.agent;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What an agent is asked.
 *
 * @param identity the tenant and the conversation
 * @param settings the tenant's configuration as it was when the call or conversation was taken up
 * @param language the language to answer in
 * @param channel where the answer will be said or written
 * @param history the conversation so far over all channels, oldest first, spoken answers cut to what was heard
 * @param memory what is known beside the history
 * @param mood how the customer feels about the conversation
 * @param text what the customer said or wrote
 * @param unanswered what the customer wrote beside it, during a call, and has heard no answer to yet; in the history, too
 * @param call the phone call that it is part of; empty where the answer is written
 */
public record Turn(
        Identity identity,
        AgentSettings settings,
        Locale language,
        Channel channel,
        List<Line> history,
        Memory memory,
        Mood mood,
        String text,
        List<Line> unanswered,
        Optional<UUID> call) {

    /** A turn outside of a phone call. */
    public Turn(
            Identity identity,
            AgentSettings settings,
            Locale language,
            Channel channel,
            List<Line> history,
            Memory memory,
            Mood mood,
            String text) {
        this(identity, settings, language, channel, history, memory, mood, text, List.of(), Optional.empty());
    }

    /** A turn of a customer of whose mood nothing is known. */
    public Turn(
            Identity identity,
            AgentSettings settings,
            Locale language,
            Channel channel,
            List<Line> history,
            Memory memory,
            String text) {
        this(identity, settings, language, channel, history, memory, Mood.EVEN, text);
    }

    /** The same turn with another text, and an even mood. */
    Turn asking(String other) {
        return new Turn(identity, settings, language, channel, history, memory, Mood.EVEN, other, List.of(), call);
    }
}
