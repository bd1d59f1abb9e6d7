package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A wish and what is to be done with it, as the route branches on it.
 *
 * @param code why not, or not now; empty when it is done
 * @param channel the one that was chosen, or that was wished first
 * @param facts what is known about that channel; empty when there is no such conversation
 * @param in when to look again
 * @param carry the words that travel along
 */
public record SwitchTask(
        SwitchWish wish,
        Decision decision,
        String code,
        Channel channel,
        Optional<SwitchCase> facts,
        Duration in,
        String carry) {

    /** What is done with the wish. */
    public enum Decision {
        SWITCH,
        /** The customer is asked for an address. */
        ASK,
        WAIT,
        REFUSE,
        /** For whoever moves a message on its way. */
        ANSWER,
        /** There is no such conversation. */
        UNKNOWN;

        /** As the routes write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    SwitchCase known() {
        return facts.orElseThrow();
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "SwitchTask[" + decision + " " + code + " " + channel + "]";
    }
}
