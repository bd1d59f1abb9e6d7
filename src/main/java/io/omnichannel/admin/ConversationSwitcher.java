package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** An operator lets a conversation go on by another channel. */
@Component
final class ConversationSwitcher {

    private static final List<String> CHANNELS = List.of("voice", "sms", "whatsapp", "email");
    private static final int LONGEST_REASON = 200;
    private static final String BY_ITSELF = "operator_wish";

    private final ConversationKeys keys;
    private final ChannelSwitches switches;
    private final Idempotency idempotency;

    /** A wish that was found well formed. */
    record Checked(ConversationKeys.Key conversation, Channel to, String reason, JsonNode body) {}

    ConversationSwitcher(ConversationKeys keys, ChannelSwitches switches, Idempotency idempotency) {
        this.keys = keys;
        this.switches = switches;
        this.idempotency = idempotency;
    }

    /** @throws ProblemException 400 with everything that is wrong, 403 for another tenant's, 404 for an unknown one */
    public Checked check(
            JsonNode body, @Header("id") String id, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.objectsTenant(fields, errors);
        if (fields.value("to").isEmpty()) {
            fields.wrong("to", "is required: voice, sms, whatsapp or email");
        }
        Optional<String> to = fields.choice("to", CHANNELS);
        String reason = fields.text("reason", LONGEST_REASON).orElse(BY_ITSELF);
        fields.refuseUnknown();
        errors.refuse();
        return new Checked(keys.of(id, tenant), Channel.of(to.orElseThrow()), reason, body);
    }

    /** @throws ProblemException 404 for an unknown conversation, 409 with the reason when it is not allowed */
    public Answer bringForward(Checked wish, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        ConversationKeys.Key conversation = wish.conversation();
        return idempotency.once(request, conversation.tenant(), wish.body(), () -> {
            SwitchOutcome outcome = switches.carryOut(SwitchWish.of(
                    conversation.tenant(), conversation.id(), wish.to(), SwitchWish.By.OPERATOR, wish.reason()));
            if (outcome.decision() == SwitchOutcome.Decision.UNKNOWN) {
                throw ConversationKeys.unknown();
            }
            if (outcome.decision() != SwitchOutcome.Decision.SWITCHED) {
                throw new ProblemException(
                        409, "Conflict", SwitchRefusals.detail(outcome.code(), wish.to()), outcome.code());
            }
            return Answer.success(
                    "conversationId", conversation.id(),
                    "newChannel", outcome.channel(),
                    "activeChannels", outcome.activeChannels());
        });
    }
}
