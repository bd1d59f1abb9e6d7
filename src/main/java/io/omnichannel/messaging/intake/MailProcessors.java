package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.email.Attachment;
import io.omnichannel.email.EmailProcessors;
import io.omnichannel.email.InboundMail;
import io.omnichannel.email.InboundParse;
import io.omnichannel.email.MalformedMail;
import io.omnichannel.email.SpooledBody;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.intake.Mailboxes.Found;
import java.io.IOException;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From mails to the messages of a conversation. */
@Configuration(proxyBeanMethods = false)
public class MailProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(MailProcessors.class);
    private static final String MAILBOXES = "mailboxes";

    /** Body: a {@link SpooledBody} stays; the variable {@code mailboxes} says whose it is. Nothing is kept yet. */
    @Bean
    Processor mailboxFinder(InboundParse parse, Mailboxes mailboxes) {
        return exchange -> {
            SpooledBody body = exchange.getMessage().getBody(SpooledBody.class);
            String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
            exchange.setVariable(EmailProcessors.KIND, "mail");
            try {
                exchange.setVariable(MAILBOXES, mailboxes.among(parse.recipients(type, body)));
            } catch (MalformedMail unreadable) {
                // Whoever keeps it needs the body.
                throw unreadable;
            } catch (IOException | RuntimeException failed) {
                body.close();
                throw failed;
            }
        };
    }

    /** Body: the {@link SpooledBody} of a mail that is for nobody goes; what stays is the count. */
    @Bean
    Processor mailForNobody(MeterRegistry metrics) {
        return exchange -> {
            exchange.getMessage().getBody(SpooledBody.class).close();
            exchange.getMessage().setBody(null);
            LOG.warn("A mail is for none of our addresses, those in channels_config.email.from; nothing of it is kept");
            metrics.counter("omni.messages.received", "channel", "email", "outcome", "unknown_address")
                    .increment();
        };
    }

    /**
     * Body: an {@link InboundMail} becomes a list of {@link IncomingMessage}, one for each mailbox. What a machine wrote is
     * kept and never answered.
     */
    @Bean
    Processor mailReader(ObjectMapper json, MessagingSettings settings) {
        MailReader reader = new MailReader(json, settings);
        return exchange -> {
            Found mailboxes = exchange.getVariable(MAILBOXES, Found.class);
            Message message = exchange.getMessage();
            message.setBody(reader.read(message.getBody(InboundMail.class), mailboxes.ours()));
        };
    }

    /**
     * Body: the {@link Attachment} that keeps what nobody can read, and cannot be given to anybody; it becomes a dead letter,
     * and people are told.
     */
    @Bean
    Processor unreadableMailReport(UnreadableMails mails, MeterRegistry metrics) {
        return exchange -> {
            Attachment kept = exchange.getMessage().getBody(Attachment.class);
            String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class);
            UUID letter = mails.keep(exchange.getVariable(EmailProcessors.KIND, String.class), kept.content(), type);
            String name = kept.content().sha256();
            LOG.warn(
                    "Dead letter {}: a signed mail or its events cannot be read; kept in the data directory as attachments/{}/{}",
                    letter,
                    name.substring(0, 2),
                    name.substring(2));
            metrics.counter("omni.mail.unreadable").increment();
        };
    }
}
