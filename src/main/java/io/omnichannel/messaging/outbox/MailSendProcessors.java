package io.omnichannel.messaging.outbox;

import io.omnichannel.email.MailAddress;
import io.omnichannel.email.MailOutcome;
import io.omnichannel.email.MailSettings;
import io.omnichannel.email.MailThread;
import io.omnichannel.email.OutboundMail;
import io.omnichannel.email.OutboundMime;
import io.omnichannel.email.SendGridMail;
import io.omnichannel.email.SmtpMail;
import io.omnichannel.messaging.MessagingSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * From a {@link SendTask} to a mail that is gone: what is sent, the request, the answer, the silence. One that is sent once more
 * has the same Message-ID.
 */
@Configuration(proxyBeanMethods = false)
public class MailSendProcessors {

    private final MailResults results;

    MailSendProcessors(
            @Value("${omnichannel.email.unknown-wait:2m}") Duration unknownWait, MessagingSettings settings) {
        this.results = new MailResults(unknownWait, settings.sendingPause());
    }

    /** Body: an {@link OutboxItem} whose sending a crash interrupted becomes a {@link SendResult}: its events may still come. */
    @Bean
    Processor mailNews() {
        return exchange -> {
            OutboxItem item = exchange.getMessage().getBody(OutboxItem.class);
            exchange.getMessage().setBody(results.interrupted(item));
        };
    }

    /** Body: a {@link SendTask} becomes an {@link OutboundMail}. */
    @Bean
    Processor mailWriter() {
        return exchange -> {
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setBody(mail(message.getBody(SendTask.class)));
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

    /**
     * Body: SendGrid's answer becomes a {@link SendResult}.
     *
     * <p>Throws {@link MailTrouble} when it does not say whether SendGrid took the mail.
     */
    @Bean
    Processor sendGridAnswer(ObjectProvider<Clock> clock) {
        Clock time = clock.getIfUnique(Clock::systemUTC);
        return exchange -> {
            Message message = exchange.getMessage();
            MailOutcome outcome = MailOutcome.ofSendGrid(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    message.getHeader("X-Message-Id", "", String.class),
                    message.getHeader("X-RateLimit-Reset", "", String.class),
                    time);
            if (outcome instanceof MailOutcome.Unknown unknown) {
                throw new MailTrouble(unknown.why());
            }
            finish(exchange, outcome);
        };
    }

    /** Body: an {@link OutboundMail} becomes an {@link OutboundMime}. */
    @Bean
    Processor smtpWriter(SmtpMail writer) {
        return exchange -> {
            OutboundMail mail = exchange.getMessage().getBody(OutboundMail.class);
            exchange.getMessage().setBody(writer.of(mail));
        };
    }

    /** Body: the server took the mail: a {@link SendResult}. */
    @Bean
    Processor smtpAccepted() {
        return exchange -> finish(exchange, new MailOutcome.Sent(""));
    }

    /** Body: whatever was being sent, or was not because of an open breaker, becomes the {@link SendResult} of a failure. */
    @Bean
    Processor mailFailure() {
        return exchange -> {
            Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            boolean underWay = exchange.getMessage().getBody() instanceof OutboundMime mime && mime.isUnderWay();
            if (failure == null) {
                exchange.getMessage().removeHeaders("*");
                exchange.getMessage().setBody(results.paused());
            } else {
                finish(exchange, MailResults.outcome(failure, underWay));
            }
        };
    }

    /** There is neither a SendGrid key nor a mail server. */
    @Bean
    Processor mailNowhere() {
        return exchange -> finish(
                exchange,
                new MailOutcome.Refused("no_mail_server", "Set SENDGRID_API_KEY or SPRING_MAIL_HOST to send mail"));
    }

    private void finish(Exchange exchange, MailOutcome outcome) {
        OutboxItem item = exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(results.of(outcome, item));
    }

    private static OutboundMail mail(SendTask task) {
        OutboxItem item = task.item();
        String references = item.payload().path("references").asText("");
        return OutboundMail.reply(
                item.id(),
                new MailAddress(task.settings().agentName(), item.ours()),
                new MailAddress(item.payload().path("to_name").asText(""), item.theirs()),
                new MailThread(
                        item.payload().path("subject").asText(""),
                        item.payload().path("in_reply_to").asText(""),
                        references.isBlank() ? List.of() : List.of(references.split(" "))),
                item.payload().path("text").asText(""),
                !item.kind().equals("operator"));
    }
}
