package io.omnichannel.messaging;

import io.omnichannel.twilio.Backoff;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.Refusal;
import io.omnichannel.twilio.SendAnswer;
import io.omnichannel.twilio.TwilioApi;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Between a {@link SendTask} and Twilio's {@code POST Messages.json}: the request, the answer, the silence. */
@Configuration(proxyBeanMethods = false)
public class TwilioSendProcessors {

    /** Body: a {@link SendTask} becomes the request; it goes to Twilio's address, never to one that a message names. */
    @Bean
    Processor twilioMessageRequest(
            TwilioApi twilio,
            PublicUrl publicUrl,
            @Value("${omnichannel.twilio-messaging-service-sid:}") String messagingService) {
        MessageWriter writer = new MessageWriter(publicUrl, messagingService.strip());
        return exchange -> {
            SendTask task = exchange.getMessage().getBody(SendTask.class);
            if (task.item().leaseEnds() - System.nanoTime() < 0) {
                throw new IllegalStateException("The lease of a message ran out before it was sent");
            }
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, twilio.baseUrl() + MessageRequest.path(twilio.accountSid()));
            message.setHeader("Authorization", twilio.authorization());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(writer.request(task).encoded());
        };
    }

    /**
     * Body: Twilio's answer becomes a {@link SendResult}.
     *
     * <p>Throws {@link TwilioTrouble} when it does not say whether Twilio took the message.
     */
    @Bean
    Processor twilioMessageAnswer() {
        return exchange -> {
            Message message = exchange.getMessage();
            SendAnswer answer = SendAnswer.of(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    message.getHeader("Retry-After", "", String.class),
                    message.getBody(byte[].class));
            message.removeHeaders("*");
            if (answer instanceof SendAnswer.Unknown unknown) {
                throw new TwilioTrouble(unknown.why());
            }
            SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
            message.setBody(result(answer, task.item()).with(MessageWriter.details(task)));
        };
    }

    /** Twilio did not answer, or was not asked: the body becomes a {@link SendResult}. */
    @Bean
    Processor twilioMessageFailure(MessagingSettings settings) {
        return exchange -> {
            Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            OutboxItem item = exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(result(failure, item, settings));
        };
    }

    private static SendResult result(Exception failure, OutboxItem item, MessagingSettings settings) throws Exception {
        return switch (failure) {
            case TwilioTrouble trouble -> SendResult.unknown(settings.lookAfter(), trouble.getMessage());
            case IOException broken
            when SendAnswer.of(broken) instanceof SendAnswer.Unknown unknown ->
                SendResult.unknown(settings.lookAfter(), unknown.why());
            case IOException broken -> result(SendAnswer.of(broken), item);
            // An open breaker was handed nothing that failed: Twilio was not asked.
            case null -> leftAlone(settings.sendingPause());
            default -> throw failure;
        };
    }

    private static SendResult leftAlone(Duration pause) {
        long millis = Math.max(200, pause.toMillis());
        return SendResult.later(
                Duration.ofMillis(millis / 4 + ThreadLocalRandom.current().nextLong(millis)),
                "paused",
                "Twilio fails too often and is left alone for a while");
    }

    private static SendResult result(SendAnswer answer, OutboxItem item) {
        return switch (answer) {
            case SendAnswer.Sent sent -> SendResult.sent(sent.sid());
            case SendAnswer.RetryLater later ->
                SendResult.again(later.after(Backoff.standard(new SecureRandom()), item.attempts()), "", later.why());
            case SendAnswer.Refused refused -> refused(refused.refusal());
            case SendAnswer.Unknown unknown -> throw new TwilioTrouble(unknown.why());
        };
    }

    private static SendResult refused(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.OPTED_OUT
                ? SendResult.suppressed(String.valueOf(refusal.code()), refusal.why())
                : SendResult.dead(String.valueOf(refusal.code()), refusal.why());
    }
}
