package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the mail routes: from raw bytes to a proved body, to what the mail or the events say. */
@Configuration(proxyBeanMethods = false)
public class EmailProcessors {

    /** The variable that says what a body is: {@code mail} or {@code events}. */
    public static final String KIND = "kind";

    private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    /**
     * Body: the request's stream becomes a {@link SpooledBody}, which the next step closes.
     * The endpoint must hand over the bytes as they came: {@code useStreaming: true, populateBodyWithForm: false}.
     */
    @Bean
    Processor sendGridVerifier(MailDoor door) {
        return exchange -> {
            Message message = exchange.getMessage();
            SpooledBody proved;
            try (InputStream body = bytes(message)) {
                proved = door.admit(text(message, TIMESTAMP), text(message, SIGNATURE), body);
            }
            message.setBody(proved);
        };
    }

    /**
     * Body: a {@link SpooledBody} of Inbound Parse becomes an {@link InboundMail}. When {@link MalformedMail} is thrown the
     * body stays for {@link #unreadableMailKeeper}.
     */
    @Bean
    Processor mailParser(InboundParse parse) {
        return exchange -> {
            Message message = exchange.getMessage();
            exchange.setVariable(KIND, "mail");
            read(message, body -> parse.parse(text(message, Exchange.CONTENT_TYPE), body));
        };
    }

    /** Body: a {@link SpooledBody} of the Event Webhook becomes a list of {@link MailEvent}; otherwise as {@link #mailParser}. */
    @Bean
    Processor mailEventsReader(SendGridEvents events) {
        return exchange -> {
            exchange.setVariable(KIND, "events");
            read(exchange.getMessage(), body -> {
                try (InputStream bytes = body.open()) {
                    return events.parse(bytes);
                }
            });
        };
    }

    /** Body: a {@link SpooledBody} that could not be read becomes the {@link Attachment} that keeps it. */
    @Bean
    Processor unreadableMailKeeper(AttachmentStore store) {
        return exchange -> {
            Message message = exchange.getMessage();
            try (SpooledBody body = message.getBody(SpooledBody.class);
                    InputStream bytes = body.open()) {
                String type = text(message, Exchange.CONTENT_TYPE);
                message.setBody(new Attachment("request.bin", type, "", store.put(bytes)));
            }
        };
    }

    /** Body: the {@link Attachment} that keeps a body becomes that {@link SpooledBody} again; who sent it was proved before. */
    @Bean
    Processor keptMailOpener(AttachmentStore store, MailDoor door) {
        return exchange -> {
            Attachment kept = exchange.getMessage().getBody(Attachment.class);
            try (InputStream bytes = store.open(kept.content().sha256())) {
                exchange.getMessage().setBody(door.admitAgain(bytes));
            }
        };
    }

    private interface Reading {
        Object of(SpooledBody body) throws IOException;
    }

    private static void read(Message message, Reading reading) throws IOException {
        SpooledBody body = message.getBody(SpooledBody.class);
        boolean malformed = false;
        try {
            message.setBody(reading.of(body));
        } catch (MalformedMail unreadable) {
            malformed = true;
            throw unreadable;
        } finally {
            if (!malformed) {
                body.close();
            }
        }
    }

    private static InputStream bytes(Message message) {
        InputStream body = message.getBody(InputStream.class);
        return body == null ? InputStream.nullInputStream() : body;
    }

    // A header that came twice is a list, and no sender of ours does that: as good as absent.
    private static String text(Message message, String header) {
        return message.getHeader(header) instanceof String text ? text : "";
    }
}
