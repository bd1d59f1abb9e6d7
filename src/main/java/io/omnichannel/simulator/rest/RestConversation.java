package io.omnichannel.simulator.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation of the Conversations API as Twilio has it.
 *
 * @param attributes JSON, as a text
 * @param state Twilio's word
 */
public record RestConversation(
        String service,
        String sid,
        String uniqueName,
        String friendlyName,
        String attributes,
        String state,
        List<Participant> participants,
        List<Message> messages,
        Instant createdAt) {

    public RestConversation {
        participants = List.copyOf(participants);
        messages = List.copyOf(messages);
    }

    /** Somebody in it, by chat. */
    public record Participant(String sid, String identity, String attributes, Instant createdAt) {}

    /** Something said in it. @param index from 0, without gaps */
    public record Message(String sid, int index, String author, String body, String attributes, Instant createdAt) {}

    boolean isClosed() {
        return state.equals("closed");
    }

    Optional<Participant> participant(String identity) {
        return participants.stream()
                .filter(each -> each.identity().equals(identity))
                .findFirst();
    }

    RestConversation with(Participant joined) {
        List<Participant> more = new ArrayList<>(participants);
        more.add(joined);
        return copy(friendlyName, attributes, state, more, messages);
    }

    RestConversation with(Message added) {
        List<Message> more = new ArrayList<>(messages);
        more.add(added);
        return copy(friendlyName, attributes, state, participants, more);
    }

    RestConversation became(String newName, String newAttributes, String newState) {
        return copy(newName, newAttributes, newState, participants, messages);
    }

    private RestConversation copy(
            String name, String json, String newState, List<Participant> people, List<Message> said) {
        return new RestConversation(service, sid, uniqueName, name, json, newState, people, said, createdAt);
    }
}
