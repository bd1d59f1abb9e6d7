package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.omnichannel.simulator.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The parameters of posts to the Conversations API, checked as its documentation and its limits say. */
record ConversationForm(RestForm form) {

    private static final Set<String> STATES = Set.of("initializing", "inactive", "active", "closed");
    private static final List<String> OF_CONVERSATION = List.of(
            "FriendlyName",
            "UniqueName",
            "Attributes",
            "MessagingServiceSid",
            "State",
            "DateCreated",
            "DateUpdated",
            "Timers.Inactive",
            "Timers.Closed",
            "Bindings.Email.Address",
            "Bindings.Email.Name");
    private static final List<String> OF_PARTICIPANT = List.of(
            "Identity",
            "MessagingBinding.Address",
            "MessagingBinding.ProxyAddress",
            "MessagingBinding.ProjectedAddress",
            "Attributes",
            "RoleSid",
            "DateCreated",
            "DateUpdated");
    private static final List<String> OF_MESSAGE = List.of(
            "Author",
            "Body",
            "Attributes",
            "MediaSid",
            "ContentSid",
            "ContentVariables",
            "Subject",
            "DateCreated",
            "DateUpdated");

    void checkConversation() {
        known(OF_CONVERSATION);
        shorterThan("FriendlyName", 256);
        shorterThan("UniqueName", 256);
        attributes(16 * 1024);
        require(!form.names().contains("State") || STATES.contains(value("State")), "State is unknown");
    }

    void checkParticipant() {
        known(OF_PARTICIPANT);
        attributes(4 * 1024);
        shorterThan("Identity", 256);
        boolean byNumber = form.names().stream().anyMatch(name -> name.startsWith("MessagingBinding."));
        require(!value("Identity").isEmpty() || byNumber, "A participant has an Identity or a MessagingBinding");
        require(!byNumber, "This Twilio keeps chat participants, and carries nothing to numbers from here");
    }

    void checkMessage() {
        known(OF_MESSAGE);
        attributes(4 * 1024);
        boolean something = Set.of("Body", "MediaSid", "ContentSid").stream()
                .anyMatch(name -> !value(name).isEmpty());
        require(something, "A message has a Body, a MediaSid or a ContentSid");
        shorterThan("Body", 1_600);
        shorterThan("Subject", 256);
    }

    String value(String name) {
        return form.value(name);
    }

    String value(String name, String otherwise) {
        return form.names().contains(name) ? form.value(name) : otherwise;
    }

    private void known(List<String> names) {
        for (String name : form.names()) {
            require(names.contains(name), "There is no parameter " + name);
            require(form.all(name).size() == 1, name + " came more than once");
        }
    }

    private void shorterThan(String name, int most) {
        require(value(name).length() <= most, name + " is longer than " + most);
    }

    private void attributes(int mostBytes) {
        String json = value("Attributes", "{}");
        require(json.getBytes(StandardCharsets.UTF_8).length <= mostBytes, "Attributes are too large");
        try {
            require(StrictJson.JSON.readTree(json).isContainerNode(), "Attributes are JSON");
        } catch (JsonProcessingException malformed) {
            throw RestRefusal.badRequest(20001, "Attributes are JSON");
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw RestRefusal.badRequest(20001, otherwise);
        }
    }
}
