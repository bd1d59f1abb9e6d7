package io.omnichannel.agent;

import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SenderRole;

/** Whether a customer agrees to what they were just asked, told by fixed rules and not by a model. */
public final class Assent {

    private static final String YES_KEY = "1";

    private Assent() {}

    /**
     * A plain yes, or the key 1 in a call, to the agent that spoke last. A yes with anything else in it ("yes, but at eleven")
     * is none, and neither is one to a question that was not heard.
     */
    public static boolean in(Turn turn) {
        return saysYes(turn) && agentSpokeLast(turn);
    }

    private static boolean saysYes(Turn turn) {
        return turn.channel() == Channel.VOICE && turn.text().strip().equals(YES_KEY)
                || IntentReader.read(turn.text(), turn.language()) == Intent.YES;
    }

    private static boolean agentSpokeLast(Turn turn) {
        return turn.history().reversed().stream()
                .filter(line -> !line.content().isBlank())
                .filter(line -> line.role() == SenderRole.AGENT || line.role() == SenderRole.CUSTOMER)
                .findFirst()
                .filter(line -> line.role() == SenderRole.AGENT)
                .isPresent();
    }
}
