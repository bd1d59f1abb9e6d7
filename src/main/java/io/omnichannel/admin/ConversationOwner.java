package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.messaging.operator.Ownership;
import io.omnichannel.messaging.operator.Ownership.Outcome;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A human takes a conversation, gives it back or ends it. */
@Component
final class ConversationOwner {

    private static final int LONGEST_NOTE = 1_000;

    private final ConversationKeys keys;
    private final Ownership ownership;

    ConversationOwner(ConversationKeys keys, Ownership ownership) {
        this.keys = keys;
        this.ownership = ownership;
    }

    /** @throws ProblemException 404, and 409 when it is closed or being spoken */
    public void takeOver(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        finish(change(body, id, request, ownership::takeOver));
    }

    /** @throws ProblemException 404, and 409 when it is closed */
    public void release(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        finish(change(body, id, request, ownership::release));
    }

    /** @throws ProblemException 404, and 409 when it is being spoken */
    public void close(JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        finish(change(body, id, request, ownership::close));
    }

    @FunctionalInterface
    private interface Change {
        Optional<Outcome> to(String tenant, UUID conversation, String note);
    }

    private Optional<Outcome> change(JsonNode body, String id, AdminRequest request, Change change) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        String note = fields.text("note", LONGEST_NOTE).orElse("");
        fields.refuseUnknown();
        errors.refuse();
        ConversationKeys.Key conversation = keys.of(id, tenant);
        return change.to(conversation.tenant(), conversation.id(), note);
    }

    private static void finish(Optional<Outcome> outcome) {
        switch (outcome.orElseThrow(ConversationKeys::unknown)) {
            case DONE -> {
                // The route shows the conversation as it is now.
            }
            case CLOSED -> throw OperatorAnswers.closed();
            case SPOKEN ->
                throw new ProblemException(
                        409,
                        "Conflict",
                        "A call is speaking in this conversation; try again when it is over, or end the call",
                        "call_in_progress");
        }
    }
}
