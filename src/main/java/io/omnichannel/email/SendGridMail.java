package io.omnichannel.email;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A mail as SendGrid's {@code POST /v3/mail/send} takes it. */
public final class SendGridMail {

    /** The custom argument that comes back with every event. */
    static final String OUTBOX = "omni_outbox";

    private final ObjectMapper json;

    SendGridMail(ObjectMapper json) {
        this.json = json;
    }

    /** The request's body, JSON. */
    public String of(OutboundMail mail) {
        ObjectNode request = json.createObjectNode();
        ObjectNode envelope = request.putArray("personalizations").addObject();
        envelope.putArray("to").add(address(mail.to()));
        ObjectNode headers = envelope.putObject("headers");
        mail.headers().forEach(headers::put);
        envelope.putObject("custom_args").put(OUTBOX, mail.outboxId().toString());
        request.set("from", address(mail.from()));
        request.put("subject", mail.subject());
        request.putArray("content").addObject().put("type", "text/plain").put("value", mail.text());
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ObjectNode address(MailAddress address) {
        ObjectNode node = json.createObjectNode().put("email", address.address());
        return address.name().isEmpty() ? node : node.put("name", address.name());
    }
}
