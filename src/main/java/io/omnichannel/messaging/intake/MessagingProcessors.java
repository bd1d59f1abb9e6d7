package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.twilio.TwilioRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The small steps of the messaging routes that need no class of their own. */
@Configuration(proxyBeanMethods = false)
public class MessagingProcessors {

    /** Body: a {@link TwilioRequest} becomes an {@link IncomingMessage}. */
    @Bean
    Processor smsReader(ObjectMapper json, MessagingSettings settings) {
        return reading(new TextReader(json, settings), Channel.SMS);
    }

    /** Body: a {@link TwilioRequest} becomes an {@link IncomingMessage}. */
    @Bean
    Processor whatsappReader(ObjectMapper json, MessagingSettings settings) {
        return reading(new TextReader(json, settings), Channel.WHATSAPP);
    }

    private static Processor reading(TextReader reader, Channel channel) {
        return exchange -> {
            TwilioRequest request = body(exchange);
            exchange.getMessage().setBody(reader.read(request, channel));
        };
    }

    private static TwilioRequest body(Exchange exchange) {
        return exchange.getMessage().getBody(TwilioRequest.class);
    }
}
