package io.omnichannel.messaging.outbox;

import io.omnichannel.twilio.CallRequest;
import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.TwilioApi;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Between a {@link SendTask} and Twilio's {@code POST Calls.json}; the answer is read as that to a message. */
@Configuration(proxyBeanMethods = false)
public class CallSendProcessors {

    /** Body: a {@link SendTask} for a call becomes the request; it goes to Twilio's address, never to one that a message names. */
    @Bean
    Processor twilioCallRequest(
            TwilioApi twilio, PublicUrl publicUrl, @Value("${omnichannel.switching.ring-seconds:25}") int ringSeconds) {
        return exchange -> {
            OutboxItem item = exchange.getMessage().getBody(SendTask.class).item();
            CallRequest call =
                    new CallRequest(item.theirs(), item.ours(), publicUrl.base().orElseThrow(), item.id(), ringSeconds);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, twilio.baseUrl() + CallRequest.path(twilio.accountSid()));
            message.setHeader("Authorization", twilio.authorization());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setBody(call.encoded());
        };
    }
}
