package io.omnichannel.messaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.conversation.Channel;
import io.omnichannel.twilio.TwilioRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

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

    /** One transaction from the check of the consent to the record of what the provider said. */
    @Bean
    SpringTransactionPolicy sendingTransaction(@Qualifier("appTransactions") PlatformTransactionManager transactions) {
        SpringTransactionPolicy policy = new SpringTransactionPolicy(transactions);
        policy.setPropagationBehaviorName("PROPAGATION_REQUIRED");
        return policy;
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
