package io.omnichannel.agent;

import io.omnichannel.conversation.Line;
import java.util.List;
import java.util.Locale;

/** Makes a few lines of the older part of a long conversation. Asked in the background, never while somebody waits. */
public interface Summariser {

    /**
     * @param earlier the summary of what came before these lines, empty at first
     * @param lines what is to be added to it, oldest first
     * @param language of the conversation
     * @return a summary of both, short enough to be shown to an agent at every turn
     * @throws InterruptedException when the program stops meanwhile
     */
    String summarise(String earlier, List<Line> lines, Locale language) throws InterruptedException;
}
