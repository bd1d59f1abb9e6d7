package io.omnichannel.messaging.mirror;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.twilio.TwilioForm;
import io.omnichannel.twilio.TwilioRequest;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: a {@link TwilioRequest} about Twilio's copy. It is counted and changes nothing, whoever caused it: the copy follows
 * the conversation and never leads it, so no event of ours can come back as a message.
 */
@Component("conversationsEventReader")
class ConversationsEventReader implements Processor {

    private static final Set<String> TYPES = Set.of(
            "onConversationAdd",
            "onConversationAdded",
            "onConversationUpdate",
            "onConversationUpdated",
            "onConversationRemove",
            "onConversationRemoved",
            "onConversationStateUpdated",
            "onMessageAdd",
            "onMessageAdded",
            "onMessageUpdate",
            "onMessageUpdated",
            "onMessageRemove",
            "onMessageRemoved",
            "onParticipantAdd",
            "onParticipantAdded",
            "onParticipantUpdate",
            "onParticipantUpdated",
            "onParticipantRemove",
            "onParticipantRemoved",
            "onDeliveryUpdated");

    private final MeterRegistry metrics;

    ConversationsEventReader(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        TwilioForm event = exchange.getMessage().getBody(TwilioRequest.class).form();
        String type = event.value("EventType");
        boolean ours = event.value("Attributes").contains("\"" + MirroredMessage.ID + "\"");
        metrics.counter(
                        "omni.mirror.events",
                        "type",
                        TYPES.contains(type) ? type : "other",
                        "by",
                        ours ? "us" : "others")
                .increment();
    }
}
