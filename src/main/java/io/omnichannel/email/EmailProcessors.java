package io.omnichannel.email;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the mail routes: from raw bytes to a proved body, to what the mail or the events say. */
@Configuration(proxyBeanMethods = false)
public class EmailProcessors {

    private static final String SIGNATURE = "X-Twilio-Email-Event-Webhook-Signature";
    private static final String TIMESTAMP = "X-Twilio-Email-Event-Webhook-Timestamp";

    /**
     * Body: the request's stream becomes a {@link SpooledBody}, deleted when the exchange is done, however it ends.
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
            exchange.getExchangeExtension().addOnCompletion(new Deletion(proved));
            message.setBody(proved);
        };
    }

    /** Body: a {@link SpooledBody} of Inbound Parse becomes an {@link InboundMail}, or {@link MalformedMail} is thrown. */
    @Bean
    Processor mailParser(InboundParse parse) {
        return exchange -> {
            Message message = exchange.getMessage();
            message.setBody(parse.parse(text(message, Exchange.CONTENT_TYPE), message.getBody(SpooledBody.class)));
        };
    }

    /** Body: a {@link SpooledBody} that could not be read becomes the {@link Attachment} that keeps it. */
    @Bean
    Processor unreadableMailKeeper(AttachmentStore store) {
        return exchange -> {
            Message message = exchange.getMessage();
            try (InputStream body = message.getBody(SpooledBody.class).open()) {
                message.setBody(
                        new Attachment("request.bin", text(message, Exchange.CONTENT_TYPE), "", store.put(body)));
            }
        };
    }

    /** Body: a {@link SpooledBody} of the Event Webhook becomes a list of {@link MailEvent}, or {@link MalformedMail} is thrown. */
    @Bean
    Processor mailEventsReader(SendGridEvents events) {
        return exchange -> {
            Message message = exchange.getMessage();
            try (InputStream body = message.getBody(SpooledBody.class).open()) {
                message.setBody(events.parse(body));
            }
        };
    }

    private static InputStream bytes(Message message) {
        InputStream body = message.getBody(InputStream.class);
        return body == null ? InputStream.nullInputStream() : body;
    }

    // A header that came twice is a list, and no sender of ours does that: as good as absent.
    private static String text(Message message, String header) {
        return message.getHeader(header) instanceof String text ? text : "";
    }

    private static final class Deletion extends SynchronizationAdapter {

        private final SpooledBody body;

        Deletion(SpooledBody body) {
            this.body = body;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                body.close();
            } catch (IOException left) {
                throw new UncheckedIOException("The spool keeps a mail that it should not", left);
            }
        }
    }
}
