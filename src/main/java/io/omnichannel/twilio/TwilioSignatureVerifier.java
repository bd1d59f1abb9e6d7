package io.omnichannel.twilio;

import io.omnichannel.platform.LogContext;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * The door in a route: takes the exact bytes of a webhook and leaves a {@link TwilioRequest} as the body.
 * The endpoint must hand over the bytes as they came: {@code useStreaming: true, populateBodyWithForm: false}.
 */
@Component
class TwilioSignatureVerifier implements Processor {

    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-f]{32}");

    private final WebhookDoor door;

    TwilioSignatureVerifier(WebhookDoor door) {
        this.door = door;
    }

    /** @throws RejectedWebhook when the sender is not proved */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        String query = text(message, Exchange.HTTP_QUERY, null);
        String url = text(message, Exchange.HTTP_URL, "") + (query == null ? "" : "?" + query);
        TwilioRequest request = door.admit(new IncomingWebhook(
                text(message, Exchange.HTTP_METHOD, "POST"),
                url,
                text(message, Exchange.CONTENT_TYPE, ""),
                text(message, "X-Twilio-Signature", ""),
                body == null ? new byte[0] : body));
        note(LogContext.CALL_SID, request.form().value("CallSid"));
        note(LogContext.MESSAGE_SID, request.form().value("MessageSid"));
        message.setBody(request);
    }

    // In observe mode anybody may have written this: only what looks like a SID is worth a place in the log.
    private static void note(String field, String sid) {
        if (SID.matcher(sid).matches()) {
            LogContext.note(field, sid);
        }
    }

    // A header that came twice is a list, and no sender of ours does that: as good as absent.
    private static String text(Message message, String header, String otherwise) {
        return message.getHeader(header) instanceof String text ? text : otherwise;
    }
}
