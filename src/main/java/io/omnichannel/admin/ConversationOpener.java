package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.operator.OperatorDesk;
import io.omnichannel.messaging.operator.OperatorText;
import io.omnichannel.messaging.operator.Recipient;
import io.omnichannel.messaging.operator.Written;
import io.omnichannel.platform.ProblemException;
import io.omnichannel.platform.json.InputErrors;
import io.omnichannel.platform.json.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** An operator writes to a customer, who may be new. */
@Component
final class ConversationOpener {

    private final TenantRegion regions;
    private final OwnAddresses own;
    private final OperatorDesk desk;
    private final Idempotency idempotency;

    /** A message that was found good, and who gets it. */
    record Checked(String tenant, Recipient recipient, Channel channel, OperatorText text, JsonNode body) {}

    ConversationOpener(TenantRegion regions, OwnAddresses own, OperatorDesk desk, Idempotency idempotency) {
        this.regions = regions;
        this.own = own;
        this.desk = desk;
        this.idempotency = idempotency;
    }

    /** @throws ProblemException 400 with everything that is wrong, 403 for another tenant's */
    public Checked check(JsonNode body, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        InputErrors errors = new InputErrors();
        JsonFields fields = JsonFields.of(body, errors);
        Optional<String> tenant = request.writableTenant(fields, errors);
        Optional<Channel> channel = OperatorFields.channel(fields);
        if (fields.value("channel").isEmpty()) {
            fields.wrong("channel", "is required: sms, whatsapp or email");
        }
        JsonFields customer = fields.section("customer");
        Recipient recipient = NewRecipient.read(customer, channel, tenant, regions);
        tenant.ifPresent(known -> own.refuse(known, recipient, customer));
        OperatorText text = OperatorFields.text(fields, channel);
        fields.refuseUnknown();
        errors.refuse();
        return new Checked(tenant.orElseThrow(), recipient, channel.orElseThrow(), text, body);
    }

    /** @throws ProblemException 404 for an unknown tenant, 409 with the reason when it cannot be sent */
    public Answer open(Checked message, @Variable(AdminRequest.VARIABLE) AdminRequest request) {
        String tenant = message.tenant();
        return idempotency.once(request, tenant, message.body(), () -> {
            Written.Queued queued =
                    OperatorAnswers.queued(desk.open(tenant, message.recipient(), message.channel(), message.text())
                            .orElseThrow(() -> ProblemException.notFound("There is no such tenant")));
            return Answer.success(
                            "message", queued.opened() ? "Conversation opened" : "Conversation continued",
                            "conversationId", queued.conversation(),
                            "conversation", shown(tenant, queued),
                            "message_id", queued.message())
                    .withStatus(queued.opened() ? 201 : 200);
        });
    }

    private static Map<String, Object> shown(String tenant, Written.Queued queued) {
        Map<String, Object> conversation = new LinkedHashMap<>();
        conversation.put("id", queued.conversation());
        conversation.put("tenant_id", tenant);
        conversation.put("status", queued.status());
        conversation.put("owner", queued.owner());
        conversation.put("current_channel", queued.channel());
        conversation.put("active_channels", queued.activeChannels());
        return conversation;
    }
}
