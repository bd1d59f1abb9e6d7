package io.omnichannel.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.email.InboundMail;
import io.omnichannel.email.MailAddress;
import io.omnichannel.email.MailSettings;
import io.omnichannel.email.MailThread;
import io.omnichannel.email.OutboundMail;
import io.omnichannel.email.SendGridMail;
import io.omnichannel.email.SmtpMail;
import io.omnichannel.messaging.IncomingMessage.Address;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Between mails and the messages of a conversation, in and out. */
@Configuration(proxyBeanMethods = false)
public class MailProcessors {

    private static final Duration LATER = Duration.ofMinutes(1);

    /** Body: an {@link InboundMail} becomes an {@link IncomingMessage}. What a machine wrote is kept and never answered. */
    @Bean
    Processor mailReader(ObjectMapper json, MessagingSettings settings) {
        return exchange -> exchange.getMessage()
                .setBody(incoming(exchange.getMessage().getBody(InboundMail.class), json, settings));
    }

    /** Body: a {@link SendTask} becomes an {@link OutboundMail}. */
    @Bean
    Processor mailWriter() {
        return exchange -> {
            SendTask task = exchange.getMessage().getBody(SendTask.class);
            OutboxItem item = task.item();
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage()
                    .setBody(OutboundMail.reply(
                            item.id(),
                            new MailAddress(task.settings().agentName(), item.ours()),
                            new MailAddress(item.payload().path("to_name").asText(""), item.theirs()),
                            new MailThread(
                                    item.payload().path("subject").asText(""),
                                    item.payload().path("in_reply_to").asText(""),
                                    references(item)),
                            item.payload().path("text").asText(""),
                            !item.kind().equals("operator")));
        };
    }

    /** Body: an {@link OutboundMail} becomes SendGrid's request; it goes to the operator's address for SendGrid. */
    @Bean
    Processor sendGridRequest(SendGridMail writer, MailSettings settings) {
        return exchange -> {
            Message message = exchange.getMessage();
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, settings.sendGridUrl() + "/v3/mail/send");
            message.setHeader("Authorization", "Bearer " + settings.sendGridKey());
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(writer.of(message.getBody(OutboundMail.class)));
        };
    }

    /** Body: SendGrid's answer becomes a {@link SendResult}. */
    @Bean
    Processor sendGridAnswer() {
        return exchange -> {
            Message message = exchange.getMessage();
            int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            String providerId = message.getHeader("X-Message-Id", "", String.class);
            message.removeHeaders("*");
            message.setBody(sendGridResult(status, providerId));
        };
    }

    /** Body: an {@link OutboundMail} becomes a MIME message. */
    @Bean
    Processor smtpWriter(SmtpMail writer) {
        return exchange ->
                exchange.getMessage().setBody(writer.of(exchange.getMessage().getBody(OutboundMail.class)));
    }

    /** Body: the server took the mail: a {@link SendResult}. */
    @Bean
    Processor smtpAccepted() {
        return exchange -> {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(SendResult.sent(""));
        };
    }

    /** The mail did not leave, as far as we know; a mail that comes twice with one Message-ID is shown once. */
    @Bean
    Processor mailFailure() {
        return exchange -> {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(SendResult.again(LATER, "", "The mail server could not be reached"));
        };
    }

    /** There is neither a SendGrid key nor a mail server. */
    @Bean
    Processor mailNowhere() {
        return exchange -> exchange.getMessage()
                .setBody(SendResult.dead("no_mail_server", "Set SENDGRID_API_KEY or SPRING_MAIL_HOST to send mail"));
    }

    private static SendResult sendGridResult(int status, String providerId) {
        if (status == 202 || status == 200) {
            return SendResult.sent(providerId);
        }
        if (status == 429 || status >= 500) {
            return SendResult.again(LATER, String.valueOf(status), "SendGrid answered " + status);
        }
        return SendResult.dead(String.valueOf(status), "SendGrid refused the mail with " + status);
    }

    private static IncomingMessage incoming(InboundMail mail, ObjectMapper json, MessagingSettings settings)
            throws JsonProcessingException {
        MailAddress from = mail.from();
        String sender = from.exists() ? from.normalised() : mail.envelopeFrom();
        List<String> ours = mail.envelopeTo();
        return new IncomingMessage(
                "sendgrid",
                mail.eventKey(),
                Channel.EMAIL,
                "",
                ours,
                new Address("email", sender.isBlank() ? "unknown:" + mail.eventKey() : sender),
                Address.NONE,
                from.name(),
                mail.words(),
                json.writeValueAsString(details(mail, sender, ours)),
                "",
                mail.automatic().isEmpty() && !sender.isBlank() && mail.damage().isEmpty(),
                settings.debounceTime());
    }

    private static Map<String, Object> details(InboundMail mail, String sender, List<String> ours) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", sender);
        details.put("from_kind", "email");
        details.put("to", ours.isEmpty() ? "" : ours.getFirst());
        details.put("name", mail.from().name());
        details.put("subject", mail.subject());
        details.put("message_id", mail.messageId());
        details.put("references", String.join(" ", mail.references()));
        details.put("text", mail.text());
        details.put("attachments", mail.attachments());
        if (!mail.automatic().isEmpty()) {
            details.put("automatic", mail.automatic());
        }
        if (!mail.damage().isEmpty()) {
            details.put("unparsed", mail.damage());
        }
        return details;
    }

    private static List<String> references(OutboxItem item) {
        String known = item.payload().path("references").asText("");
        return known.isBlank() ? List.of() : List.of(known.split(" "));
    }
}
