package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What Twilio tells about conversations: post-event webhooks, for REST only when the request asks for them. */
final class ConversationEvents {

    private static final String PATH = "/webhooks/omnichannel/conversations-events";
    private static final String ADDED = "onMessageAdded";

    private final Supplier<Webhooks> webhooks;
    private final Supplier<TwilioAccount> account;
    private final RestLedger ledger;
    private final Executor threads;
    private volatile boolean everything;

    ConversationEvents(
            Supplier<Webhooks> webhooks, Supplier<TwilioAccount> account, RestLedger ledger, Executor threads) {
        this.webhooks = webhooks;
        this.account = account;
        this.ledger = ledger;
        this.threads = threads;
    }

    void tellOfEverything() {
        everything = true;
    }

    /** @param asked whether the request wanted its webhook */
    void tellOfOwn(boolean asked, RestConversation conversation, RestConversation.Message message) {
        if (asked || everything) {
            threads.execute(() -> tell("API", "", conversation, message));
        }
    }

    /** @return the answer's HTTP status, 0 when nobody answered */
    int tell(String source, String identity, RestConversation conversation, RestConversation.Message message) {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("AccountSid", account.get().sid());
        event.put("EventType", ADDED);
        event.put("Source", source);
        if (!identity.isEmpty()) {
            event.put("ClientIdentity", identity);
        }
        event.put("ConversationSid", conversation.sid());
        event.put("MessageSid", message.sid());
        event.put("Index", String.valueOf(message.index()));
        event.put("DateCreated", message.createdAt().toString());
        event.put("Author", message.author());
        event.put("Body", message.body());
        event.put("Attributes", message.attributes());
        event.put(
                "ParticipantSid",
                conversation
                        .participant(message.author())
                        .map(RestConversation.Participant::sid)
                        .orElse(""));
        int status = post(event);
        ledger.add(new RestLedger.Told(message.sid(), ADDED, status));
        return status;
    }

    private int post(Map<String, String> event) {
        try {
            return webhooks.get().post(PATH, event).status();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }
}
