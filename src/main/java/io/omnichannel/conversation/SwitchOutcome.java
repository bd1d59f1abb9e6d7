package io.omnichannel.conversation;

import java.util.List;

/**
 * What became of a wish to go on elsewhere.
 *
 * @param code why it is not done now; empty when it is
 * @param channel the one that was chosen, or refused first
 * @param activeChannels of the conversation, by their names
 * @param carry the words that travel along; empty for none
 * @param sentence what the customer has to be told about it where they are; empty for nothing
 */
public record SwitchOutcome(
        Decision decision, String code, Channel channel, List<String> activeChannels, String carry, String sentence) {

    /** What became of it. */
    public enum Decision {
        SWITCHED,
        /** The customer is asked for an address. */
        ASKED,
        WAITING,
        REFUSED,
        /** There is no such conversation. */
        UNKNOWN
    }

    public SwitchOutcome {
        activeChannels = List.copyOf(activeChannels);
    }

    public boolean isRefused() {
        return decision == Decision.REFUSED || decision == Decision.UNKNOWN;
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "SwitchOutcome[" + decision + " " + code + " " + channel + "]";
    }
}
