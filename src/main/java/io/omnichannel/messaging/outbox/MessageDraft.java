package io.omnichannel.messaging.outbox;

import io.omnichannel.twilio.MessageRequest.Content;

/** A message as a channel's route has made it, for Twilio. */
public record MessageDraft(OutboxItem item, Content content) {

    /** What the message's details say about how it was sent: JSON. */
    String details() {
        return MessageContent.details(item, content);
    }
}
