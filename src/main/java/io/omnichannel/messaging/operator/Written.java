package io.omnichannel.messaging.operator;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import java.util.UUID;

/** What became of an operator's message. */
public sealed interface Written {

    /**
     * It is in the timeline and in the outbox.
     *
     * @param opened whether the conversation began with it
     * @param status of the conversation
     * @param owner of the conversation
     */
    record Queued(
            UUID conversation,
            UUID message,
            long seq,
            Channel channel,
            boolean opened,
            String status,
            String owner,
            JsonNode activeChannels)
            implements Written {}

    /** Nothing was written. */
    record Refused(Reason reason, Channel channel) implements Written {}

    /** Why a message cannot be sent. */
    enum Reason {
        CONVERSATION_CLOSED,
        /** The conversation is or was spoken, and nothing says where to write. */
        CHANNEL_REQUIRED,
        /** The conversation's channel is mail, which brings none. */
        NO_MEDIA,
        /** Switched off in the tenant's configuration. */
        CHANNEL_OFF,
        /** The customer has no address there. */
        NO_ADDRESS,
        /** The tenant has no number or address there. */
        NO_SENDER,
        /** The customer wants nothing more there. */
        OPTED_OUT,
        /** Nobody is disturbed at night who has not just written or called. */
        QUIET_HOURS,
        /** WhatsApp takes a template only, there is none, and neither a text nor a mail can go instead. */
        WINDOW_CLOSED,
        /** The day's messages of operators are spent. */
        OVER_BUDGET
    }
}
