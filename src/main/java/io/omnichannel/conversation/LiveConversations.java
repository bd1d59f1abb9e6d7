package io.omnichannel.conversation;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The conversations that are being spoken on this node. What is written in one meanwhile is told to its call, whose agent
 * sees it from its next turn on. Thread-safe.
 */
@Component
public class LiveConversations {

    private final Map<UUID, Listener> live = new ConcurrentHashMap<>();

    /** Somebody who speaks in a conversation. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param seq the line's place in the timeline
         * @param open whether it waits for the agent's answer
         */
        void written(long seq, Line line, boolean open);

        /**
         * The agent has answered in writing, as it does where nothing is said for long.
         *
         * @param upTo the place of the last line that is answered with it
         */
        default void answered(long upTo, Line answer) {}

        /** A sentence of the system's for the caller, as soon as nobody speaks. */
        default void say(String sentence) {}

        /** The customer's mood has gone downhill, or has recovered. */
        default void strained(boolean strained) {}

        /** The customer has told something about themselves. */
        default void remembered(String name, String value) {}

        /** There is a newer summary of the conversation's older part. */
        default void summarised(String summary) {}
    }

    /** One call speaks in a conversation at a time; a newer one takes over. */
    public void begin(UUID conversation, Listener listener) {
        live.put(conversation, listener);
    }

    /** Does nothing when another call has taken over. */
    public void end(UUID conversation, Listener listener) {
        live.remove(conversation, listener);
    }

    /** Has the call that speaks in a conversation say something; nothing where none does. */
    public void say(UUID conversation, String sentence) {
        tell(conversation, listener -> listener.say(sentence));
    }

    /** Tells the call that speaks in a conversation how its customer feels; nothing where none does. */
    public void strained(UUID conversation, boolean strained) {
        tell(conversation, listener -> listener.strained(strained));
    }

    /** Tells the call that speaks in a conversation what its customer told about themselves; nothing where none does. */
    public void remembered(UUID conversation, String name, String value) {
        tell(conversation, listener -> listener.remembered(name, value));
    }

    /** Tells the call that speaks in a conversation what its older part came to; nothing where none does. */
    public void summarised(UUID conversation, String summary) {
        tell(conversation, listener -> listener.summarised(summary));
    }

    /** Tells the call that speaks in a conversation what was written in it; nothing where none does. */
    public void written(UUID conversation, long seq, Line line, boolean open) {
        tell(conversation, listener -> listener.written(seq, line, open));
    }

    /** Tells the call that speaks in a conversation what was answered in writing; nothing where none does. */
    public void answered(UUID conversation, long upTo, Line answer) {
        tell(conversation, listener -> listener.answered(upTo, answer));
    }

    private void tell(UUID conversation, Consumer<Listener> news) {
        Listener listener = live.get(conversation);
        if (listener != null) {
            news.accept(listener);
        }
    }
}
