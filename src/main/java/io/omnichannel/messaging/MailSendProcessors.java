package io.omnichannel.messaging;

import io.omnichannel.email.MailAddress;
import io.omnichannel.email.MailOutcome;
import io.omnichannel.email.MailSettings;
import io.omnichannel.email.MailThread;
import io.omnichannel.email.OutboundMail;
import io.omnichannel.email.OutboundMime;
import io.omnichannel.email.SendGridMail;
import io.omnichannel.email.SmtpMail;
import io.omnichannel.twilio.Backoff;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * From a {@link SendTask} to a mail that is gone. Whether one that may have left did is told by SendGrid's events; where
 * none comes in time it is sent once more, with the same Message-ID, and never a third time.
 */
@Configuration(proxyBeanMethods = false)
public class MailSendProcessors {

    private final Duration unknownWait;
    private final Duration pause;

    MailSendProcessors(
            @Value("${omnichannel.email.unknown-wait:2m}") Duration unknownWait, MessagingSettings settings) {
        this.unknownWait = unknownWait;
        this.pause = settings.sendingPause();
    }

    /** Body: an {@link OutboxItem} whose sending a crash interrupted becomes a {@link SendResult}: its events may still come. */
    @Bean
    Processor mailNews() {
        return exchange -> {
            OutboxItem item = exchange.getMessage().getBody(OutboxItem.class);
            exchange.getMessage()
                    .setBody(
                            item.twice()
                                    ? twice("Sending it was interrupted")
                                    : SendResult.unsettled(unknownWait, "Sending it was interrupted"));
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
    Processor sendGridAnswer() {
        return exchange -> {
            Message message = exchange.getMessage();
            MailOutcome outcome = MailOutcome.ofSendGrid(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    message.getHeader("X-Message-Id", "", String.class),
                    message.getHeader("X-RateLimit-Reset", "", String.class),
                    Clock.systemUTC());
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
                exchange.getMessage()
                        .setBody(SendResult.paused(pause, "Sending mail fails too often and rests for a while"));
            } else {
                finish(exchange, outcome(failure, underWay));
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
        exchange.getMessage().setBody(result(outcome, item.unknown(), item.attempts()));
    }

    private static MailOutcome outcome(Exception failure, boolean underWay) {
        return switch (failure) {
            case MailTrouble trouble -> new MailOutcome.Unknown(trouble.getMessage());
            case MessagingException smtp -> MailOutcome.ofSmtp(smtp, underWay);
            case IOException http -> MailOutcome.ofHttp(http);
            // Not the far end's doing: sent again it would fail again.
            default ->
                new MailOutcome.Refused(
                        "unsendable",
                        "The mail cannot be written: " + failure.getClass().getSimpleName());
        };
    }

    /** @param wasUnknown whether it may have left before */
    private SendResult result(MailOutcome outcome, boolean wasUnknown, int attempts) {
        return switch (outcome) {
            case MailOutcome.Sent sent -> SendResult.sent(sent.providerId());
            case MailOutcome.Later later -> SendResult.again(wait(later, attempts), "", later.why());
            case MailOutcome.Refused refused -> SendResult.dead(refused.code(), refused.why());
            case MailOutcome.Unknown again when wasUnknown -> twice(again.why());
            case MailOutcome.Unknown unknown -> SendResult.unknown(unknownWait, unknown.why());
        };
    }

    private static SendResult twice(String why) {
        return SendResult.dead("unknown", why + ", twice; it may have arrived");
    }

    private static Duration wait(MailOutcome.Later later, int attempts) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), new SecureRandom());
        return later.atLeast().plus(backoff.after(attempts));
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
