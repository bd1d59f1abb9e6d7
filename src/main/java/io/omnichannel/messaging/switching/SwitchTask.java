package io.omnichannel.messaging.switching;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchWish;
import java.time.Duration;
import java.util.Optional;

/**
 * A wish and what is to be done with it, as the route branches on it.
 *
 * @param decision {@code switch}, {@code ask}, {@code wait}, {@code refuse}, {@code answer} for whoever moves a message on its way,
 *     or {@code unknown} when there is no such conversation
 * @param code why not, or not now; empty when it is done
 * @param channel the one that was chosen, or that was wished first
 * @param facts what is known about that channel; empty when there is no such conversation
 * @param in when to look again
 * @param carry the words that travel along
 */
public record SwitchTask(
        SwitchWish wish,
        String decision,
        String code,
        Channel channel,
        Optional<SwitchCase> facts,
        Duration in,
        String carry) {

    SwitchCase known() {
        return facts.orElseThrow();
    }

    /** Without anybody's words. */
    @Override
    public String toString() {
        return "SwitchTask[" + decision + " " + code + " " + channel + "]";
    }
}
