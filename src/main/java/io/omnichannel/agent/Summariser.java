package io.omnichannel.agent;

/** Makes a few lines of the older part of a long conversation. Asked in the background, never while somebody waits. */
public interface Summariser {

    /** A summary is shown to an agent at every turn: it has at most so many letters. */
    int LONGEST = 1_600;

    /**
     * @return a summary of what came earlier and of the lines
     * @throws InterruptedException when the program stops meanwhile
     */
    String summarise(LongConversation conversation) throws InterruptedException;
}
