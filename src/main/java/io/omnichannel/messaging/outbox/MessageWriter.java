package io.omnichannel.messaging.outbox;

import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.MessageRequest.Sender;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.TextAddress;

/** Addresses a message for Twilio: who sends it to whom, and where Twilio tells what becomes of it. */
final class MessageWriter {

    private final PublicUrl publicUrl;
    private final String messagingService;

    /** @param messagingService whose features texts have, or empty */
    MessageWriter(PublicUrl publicUrl, String messagingService) {
        this.publicUrl = publicUrl;
        this.messagingService = messagingService;
    }

    MessageRequest request(MessageDraft draft) {
        OutboxItem item = draft.item();
        String callback = publicUrl
                .base()
                .map(base -> MessageRequest.statusCallback(base, item.id()))
                .orElse("");
        TextAddress to = new TextAddress(item.payload().path("to_kind").asText("phone"), item.theirs());
        return new MessageRequest(to.wire(item.channel()), sender(item), draft.content(), callback);
    }

    private Sender sender(OutboxItem item) {
        String from = new TextAddress("phone", item.ours()).wire(item.channel());
        return messagingService.isEmpty() || item.channel() != Channel.SMS
                ? new Sender.Number(from)
                : new Sender.ServiceNumber(messagingService, from);
    }
}
