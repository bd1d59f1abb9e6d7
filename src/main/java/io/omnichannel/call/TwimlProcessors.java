package io.omnichannel.call;

import io.omnichannel.twilio.TwilioRequest;
import java.util.Locale;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The TwiML generators of the voice routes: from a {@link CallAnswer} to bytes. */
@Configuration(proxyBeanMethods = false)
public class TwimlProcessors {

    @Bean
    Processor relayTwiml() {
        return rendering(CallTwiml::relay);
    }

    @Bean
    Processor dialTwiml() {
        return rendering(CallTwiml::dial);
    }

    @Bean
    Processor sentenceTwiml() {
        return rendering(CallTwiml::sentence);
    }

    /** Body: whatever was there when it went wrong; a request that was read tells the language. */
    @Bean
    Processor apologyTwiml() {
        return exchange -> exchange.getMessage().setBody(CallTwiml.apology(language(exchange)));
    }

    private static Processor rendering(Function<CallAnswer, byte[]> twiml) {
        return exchange ->
                exchange.getMessage().setBody(twiml.apply(exchange.getMessage().getBody(CallAnswer.class)));
    }

    private static Locale language(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof TwilioRequest request
                ? NumberLanguage.of(request.form().value("To"))
                : Locale.FRANCE;
    }
}
