package io.omnichannel.agent;

import io.omnichannel.conversation.Channel;

/** What the agent wants to happen once its words are said. */
public sealed interface Next {

    /** The customer's turn. */
    record Listen() implements Next {}

    /** A human takes over; the reason is for the human, in the agent's words. */
    record HandOff(String reason) implements Next {}

    /**
     * The conversation goes on elsewhere.
     *
     * @param reason the agent's, where it is the agent's own idea; empty where the customer asked for it
     */
    record SwitchTo(Channel channel, String reason) implements Next {

        public SwitchTo(Channel channel) {
            this(channel, "");
        }
    }

    /** Nothing more to say. */
    record HangUp() implements Next {}
}
