package io.omnichannel.conversation;

import java.util.List;

/**
 * What became of a wish to go on elsewhere.
 *
 * @param decision {@code switched}, {@code asked} for an address, {@code waiting}, {@code refused}, or {@code unknown} when there
 *     is no such conversation
 * @param code why it is not done now; empty when it is
 * @param channel the one that was chosen, or refused first
 * @param activeChannels of the conversation, by their names
 * @param carry the words that travel along; empty for none
 * @param sentence what the customer has to be told about it where they are; empty for nothing
 */
public record SwitchOutcome(
        String decision, String code, Channel channel, List<String> activeChannels, String carry, String sentence) {

    public SwitchOutcome {
        activeChannels = List.copyOf(activeChannels);
    }

    public boolean isRefused() {
        return decision.equals("refused") || decision.equals("unknown");
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "SwitchOutcome[" + decision + " " + code + " " + channel + "]";
    }
}
