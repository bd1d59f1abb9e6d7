package io.omnichannel.messaging.outbox;

import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.twilio.Backoff;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.MessageRequest.Content;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.Refusal;
import io.omnichannel.twilio.SendAnswer;
import io.omnichannel.twilio.TwilioApi;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * From a {@link SendTask} to Twilio's {@code POST Messages.json}: what is sent, the request, the answer, the silence. The
 * variable {@code draft} is what was to be sent.
 */
@Configuration(proxyBeanMethods = false)
public class TwilioSendProcessors {

    private static final String DRAFT = "draft";

    /** Body: a {@link SendTask} becomes a {@link MessageDraft}, in letters that a telephone network carries cheaply. */
    @Bean
    Processor smsDraft() {
        return drafting(task -> MessageContent.sms(task.item()));
    }

    /** Body: a {@link SendTask} becomes a {@link MessageDraft}, as it was written. */
    @Bean
    Processor whatsappDraft() {
        return drafting(task -> MessageContent.whatsapp(task.item()));
    }

    /** Body: a {@link SendTask} becomes a {@link MessageDraft}: the tenant's template, whatever was to be said. */
    @Bean
    Processor templateDraft() {
        return drafting(task -> MessageContent.template(task.settings()));
    }

    private static Processor drafting(Function<SendTask, Content> content) {
        return exchange -> {
            SendTask task = exchange.getMessage().getBody(SendTask.class);
            MessageDraft draft = new MessageDraft(task.item(), content.apply(task));
            exchange.setVariable(DRAFT, draft);
            exchange.getMessage().setBody(draft);
        };
    }

    /** Body: a {@link MessageDraft} becomes the request; it goes to Twilio's address, never to one that a message names. */
    @Bean
    Processor twilioMessageRequest(
            TwilioApi twilio,
            PublicUrl publicUrl,
            @Value("${omnichannel.twilio-messaging-service-sid:}") String messagingService) {
        MessageWriter writer = new MessageWriter(publicUrl, messagingService.strip());
        return exchange -> {
            MessageDraft draft = exchange.getMessage().getBody(MessageDraft.class);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, twilio.baseUrl() + MessageRequest.path(twilio.accountSid()));
            message.setHeader("Authorization", twilio.authorization());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(writer.request(draft).encoded());
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
            message.setBody(result(answer, item(exchange)).with(details(exchange)));
        };
    }

    /** Twilio did not answer, or was not asked: the body becomes a {@link SendResult}. */
    @Bean
    Processor twilioMessageFailure(MessagingSettings settings) {
        return exchange -> {
            Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            SendResult result = result(failure, item(exchange), settings);
            exchange.getMessage().removeHeaders("*");
            // Whoever looks for it has to know what to look for.
            exchange.getMessage().setBody(result.status().equals("unknown") ? result.with(details(exchange)) : result);
        };
    }

    private static OutboxItem item(Exchange exchange) {
        return exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
    }

    /** What a message was sent as; of a call there is nothing to be told. */
    private static String details(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(DRAFT, MessageDraft.class))
                .map(MessageDraft::details)
                .orElse("{}");
    }

    private static SendResult result(Exception failure, OutboxItem item, MessagingSettings settings) throws Exception {
        return switch (failure) {
            case TwilioTrouble trouble -> SendResult.unknown(settings.lookAfter(), trouble.getMessage());
            case IOException broken
            when SendAnswer.of(broken) instanceof SendAnswer.Unknown unknown ->
                SendResult.unknown(settings.lookAfter(), unknown.why());
            case IOException broken -> result(SendAnswer.of(broken), item);
            // An open breaker was handed nothing that failed: Twilio was not asked.
            case null ->
                SendResult.paused(settings.sendingPause(), "Twilio fails too often and is left alone for a while");
            default -> throw failure;
        };
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
