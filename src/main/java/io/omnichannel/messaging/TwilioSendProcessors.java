package io.omnichannel.messaging;

import io.omnichannel.agent.AgentSettings.Template;
import io.omnichannel.twilio.Backoff;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.Refusal;
import io.omnichannel.twilio.SendAnswer;
import io.omnichannel.twilio.TextAddress;
import io.omnichannel.twilio.TwilioApi;
import java.security.SecureRandom;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Between a {@link SendTask} and Twilio's {@code POST Messages.json}: the request, the answer, the silence. */
@Configuration(proxyBeanMethods = false)
public class TwilioSendProcessors {

    /** How long Twilio may take to show a message in its list. */
    static final Duration LOOK_AFTER = Duration.ofSeconds(5);

    private static final int TRIES = 12;

    /** Body: a {@link SendTask} becomes the request; it goes to Twilio's address, never to one that a message names. */
    @Bean
    Processor twilioMessageRequest(TwilioApi twilio, PublicUrl publicUrl) {
        return exchange -> {
            SendTask task = exchange.getMessage().getBody(SendTask.class);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, twilio.baseUrl() + MessageRequest.path(twilio.accountSid()));
            message.setHeader("Authorization", twilio.authorization());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(request(task, publicUrl).encoded());
        };
    }

    /** Body: Twilio's answer becomes a {@link SendResult}. */
    @Bean
    Processor twilioMessageAnswer() {
        return exchange -> {
            Message message = exchange.getMessage();
            SendAnswer answer = SendAnswer.of(
                    message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                    message.getHeader("Retry-After", "", String.class),
                    message.getBody(byte[].class));
            message.removeHeaders("*");
            message.setBody(result(answer, item(exchange)));
        };
    }

    /** Twilio did not answer: the body becomes a {@link SendResult}. */
    @Bean
    Processor twilioMessageFailure() {
        return exchange -> {
            Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setBody(result(SendAnswer.of(failure), item(exchange)));
        };
    }

    private static MessageRequest request(SendTask task, PublicUrl publicUrl) {
        OutboxItem item = task.item();
        String callback = publicUrl
                .base()
                .map(base -> MessageRequest.statusCallback(base, item.id()))
                .orElse("");
        TextAddress to = new TextAddress(item.payload().path("to_kind").asText("phone"), item.theirs());
        MessageRequest text = MessageRequest.text(
                item.channel(), item.ours(), to, item.payload().path("body").asText(""), callback);
        if (!task.decision().equals("send_template")) {
            return text;
        }
        Template template = task.settings().channelsConfig().whatsapp().template();
        return new MessageRequest(
                text.to(),
                text.sender(),
                new MessageRequest.Content.Template(template.contentSid(), template.variables()),
                callback);
    }

    private static SendResult result(SendAnswer answer, OutboxItem item) {
        return switch (answer) {
            case SendAnswer.Sent sent -> SendResult.sent(sent.sid());
            case SendAnswer.RetryLater later
            when item.attempts() >= TRIES -> SendResult.dead("unreachable", later.why());
            case SendAnswer.RetryLater later ->
                SendResult.again(later.after(Backoff.standard(new SecureRandom()), item.attempts()), "", later.why());
            case SendAnswer.Refused refused -> refused(refused.refusal());
            case SendAnswer.Unknown unknown -> SendResult.unknown(LOOK_AFTER, unknown.why());
        };
    }

    private static SendResult refused(Refusal refusal) {
        return refusal.kind() == Refusal.Kind.OPTED_OUT
                ? SendResult.suppressed(String.valueOf(refusal.code()), refusal.why())
                : SendResult.dead(String.valueOf(refusal.code()), refusal.why());
    }

    private static OutboxItem item(Exchange exchange) {
        return exchange.getVariable(SendRecorder.ITEM, OutboxItem.class);
    }
}
