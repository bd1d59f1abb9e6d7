package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.operator.OperatorDesk;
import io.omnichannel.messaging.operator.OperatorText;
import io.omnichannel.messaging.operator.Written;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** An operator writes in a conversation. */
@Component
final class ConversationWriter {

    private final ConversationKeys keys;
    private final OperatorDesk desk;
    private final Idempotency idempotency;

    /**
     * A message that was found good.
     *
     * @param channel empty for the conversation's own
     */
    record Checked(ConversationKeys.Key conversation, Optional<Channel> channel, OperatorText text, JsonNode body) {}

    ConversationWriter(ConversationKeys keys, OperatorDesk desk, Idempotency idempotency) {
        this.keys = keys;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @throws ProblemException 400 with everything that is wrong, 403 for another tenant's, 404 for an unknown one */
    public Checked check(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        Optional<Channel> channel = OperatorFields.channel(fields);
        OperatorText text = OperatorFields.text(fields, channel);
        fields.refuseUnknown();
        errors.refuse();
        return new Checked(keys.of(id, tenant), channel, text, body);
    }

    /** @throws ProblemException 404 for an unknown conversation, 409 with the reason when it cannot be sent */
    public Answer write(Checked message, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        ConversationKeys.Key conversation = message.conversation();
        return idempotency.once(request, conversation.tenant(), message.body(), () -> {
            Written.Queued queued = OperatorAnswers.queued(
                    desk.write(conversation.tenant(), conversation.id(), message.channel(), message.text())
                            .orElseThrow(ConversationKeys::unknown));
            return Answer.success(
                            "message", "Message queued",
                            "id", queued.message(),
                            "conversation_id", queued.conversation(),
                            "seq", queued.seq(),
                            "channel", queued.channel(),
                            "status", "queued")
                    .withStatus(202);
        });
    }
}
