package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Sid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Conversations API: services with conversations, participants by chat, messages in order. Safe for several threads. */
public final class RestConversations {

    private static final int CONVERSATIONS_OF_ONE = 1_000;

    private final Map<String, RestConversation> conversations = new LinkedHashMap<>();
    private final ConversationEvents events;
    private final Supplier<Instant> now;

    RestConversations(ConversationEvents events, Supplier<Instant> now) {
        this.events = events;
        this.now = now;
    }

    /** Every conversation, oldest first. */
    public synchronized List<RestConversation> all() {
        return List.copyOf(conversations.values());
    }

    public synchronized Optional<RestConversation> named(String uniqueName) {
        return conversations.values().stream()
                .filter(each -> each.uniqueName().equals(uniqueName))
                .findFirst();
    }

    /** Somebody at Twilio writes, a Flex agent, say; the server is told. @return the answer's HTTP status */
    public int write(String sid, String identity, String body) {
        RestConversation.Message message;
        RestConversation conversation;
        synchronized (this) {
            message = message(sid, identity, body, "{}");
            conversation = put(conversations.get(sid).with(message));
        }
        return events.tell("SDK", identity, conversation, message);
    }

    /** Somebody at Twilio deletes it. */
    public synchronized void remove(String sid) {
        conversations.remove(sid);
    }

    /** From here on the server is told of what it did itself, as if it had asked for that. */
    public void tellOfEverything() {
        events.tellOfEverything();
    }

    RestAnswer create(String service, ConversationForm form, ConversationJson json) {
        form.checkConversation();
        synchronized (this) {
            String name = form.value("UniqueName");
            if (!name.isEmpty() && named(name).isPresent()) {
                throw new RestRefusal(409, 50353, "Conversation with provided unique name already exists");
            }
            return RestAnswer.of(
                    201,
                    json.of(put(new RestConversation(
                            service,
                            Sid.next("CH"),
                            name,
                            form.value("FriendlyName"),
                            form.value("Attributes", "{}"),
                            form.value("State", "active"),
                            List.of(),
                            List.of(),
                            now.get()))));
        }
    }

    synchronized RestAnswer fetch(String service, String name, ConversationJson json) {
        return RestAnswer.of(200, json.of(find(service, name)));
    }

    RestAnswer update(String service, String name, ConversationForm form, ConversationJson json) {
        form.checkConversation();
        synchronized (this) {
            RestConversation found = open(service, name);
            return RestAnswer.of(
                    200,
                    json.of(put(found.became(
                            form.value("FriendlyName", found.friendlyName()),
                            form.value("Attributes", found.attributes()),
                            form.value("State", found.state())))));
        }
    }

    RestAnswer join(String service, String name, ConversationForm form, ConversationJson json) {
        form.checkParticipant();
        synchronized (this) {
            RestConversation found = open(service, name);
            String identity = form.value("Identity");
            if (found.participant(identity).isPresent()) {
                throw new RestRefusal(409, 50433, "Participant already exists");
            }
            long elsewhere = conversations.values().stream()
                    .filter(each -> each.participant(identity).isPresent())
                    .count();
            if (elsewhere >= CONVERSATIONS_OF_ONE) {
                throw RestRefusal.badRequest(20001, "This identity is in 1000 conversations");
            }
            RestConversation.Participant participant = new RestConversation.Participant(
                    Sid.next("MB"), identity, form.value("Attributes", "{}"), now.get());
            return RestAnswer.of(201, json.of(put(found.with(participant)), participant));
        }
    }

    RestAnswer add(String service, String name, ConversationForm form, boolean told, ConversationJson json) {
        form.checkMessage();
        RestConversation.Message message;
        RestConversation conversation;
        synchronized (this) {
            String sid = open(service, name).sid();
            message = message(sid, form.value("Author", "system"), form.value("Body"), form.value("Attributes", "{}"));
            conversation = put(conversations.get(sid).with(message));
        }
        events.tellOfOwn(told, conversation, message);
        return RestAnswer.of(201, json.of(conversation, message));
    }

    synchronized RestAnswer list(String service, String name, RestRequest request, ConversationJson json) {
        RestConversation found = find(service, name);
        String order = request.query().value("Order");
        String size = request.query().value("PageSize");
        boolean right = List.of("", "asc", "desc").contains(order) && (size.isEmpty() || size.matches("[1-9]\\d?|100"));
        if (!right) {
            throw RestRefusal.badRequest(20001, "Order is asc or desc, PageSize is 1 to 100");
        }
        int most = size.isEmpty() ? 50 : Integer.parseInt(size);
        List<RestConversation.Message> messages = new ArrayList<>(found.messages());
        List<RestConversation.Message> sorted = order.equals("desc") ? messages.reversed() : messages;
        return RestAnswer.of(200, json.page(found, sorted.subList(0, Math.min(most, sorted.size())), most));
    }

    private RestConversation.Message message(String sid, String author, String body, String attributes) {
        int index = conversations.get(sid).messages().size();
        return new RestConversation.Message(Sid.next("IM"), index, author, body, attributes, now.get());
    }

    private RestConversation open(String service, String name) {
        RestConversation found = find(service, name);
        if (found.isClosed()) {
            throw RestRefusal.badRequest(50377, "Conversation is closed");
        }
        return found;
    }

    private RestConversation find(String service, String name) {
        return conversations.values().stream()
                .filter(each -> each.service().equals(service))
                .filter(each -> each.sid().equals(name) || each.uniqueName().equals(name))
                .findFirst()
                .orElseThrow(() -> new RestRefusal(404, 50350, "Conversation not found"));
    }

    private RestConversation put(RestConversation conversation) {
        conversations.put(conversation.sid(), conversation);
        return conversation;
    }
}
