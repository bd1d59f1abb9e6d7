package io.omnichannel.call;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.twilio.Sentence;
import io.omnichannel.twilio.TwilioRequest;
import io.omnichannel.twilio.TwimlWriter;
import io.omnichannel.twilio.Verb;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The TwiML generators of the voice routes: from a {@link CallAnswer} to bytes. */
@Configuration(proxyBeanMethods = false)
public class TwimlProcessors {

    private static final String SENTENCE = "sentence";
    private static final String SPOKEN = "spoken";

    @Bean
    Processor relayTwiml() {
        return rendering(CallTwiml::relay);
    }

    /** Body: a {@link CallAnswer}; variable {@code sentence}: what is to be said about it. */
    @Bean
    Processor callSentence() {
        return exchange -> exchange.setVariable(
                SENTENCE, CallTwiml.sentenceOf(exchange.getMessage().getBody(CallAnswer.class)));
    }

    @Bean
    Processor dialTwiml() {
        return exchange -> exchange.getMessage()
                .setBody(CallTwiml.dial(exchange.getMessage().getBody(CallAnswer.class), spoken(exchange)));
    }

    @Bean
    Processor voicemailTwiml() {
        return exchange -> exchange.getMessage()
                .setBody(CallTwiml.voicemail(exchange.getMessage().getBody(CallAnswer.class), spoken(exchange)));
    }

    @Bean
    Processor sentenceTwiml() {
        return exchange -> exchange.getMessage()
                .setBody(CallTwiml.sentence(exchange.getMessage().getBody(CallAnswer.class), spoken(exchange)));
    }

    /** Body: a {@link TwilioRequest}; variable {@code sentence}: an apology in the called tenant's voice, as far as known. */
    @Bean
    Processor apologySentence(RecentTenants tenants) {
        return exchange -> {
            TwilioRequest request = exchange.getMessage().getBody(TwilioRequest.class);
            Sentence sentence = tenants.at(request.form().value("To"))
                    .map(tenant -> Sentence.of(tenant, trouble(tenant.locale()), request.baseUrl()))
                    .orElseGet(() ->
                            Sentence.ofNobody(language(exchange), trouble(language(exchange)), request.baseUrl()));
            exchange.setVariable(SENTENCE, sentence);
        };
    }

    /** Variable {@code sentence}, and {@code spoken} if a route found a voice for it: said, and the end of the call. */
    @Bean
    Processor farewellTwiml() {
        return exchange -> {
            Sentence sentence = exchange.getVariable(SENTENCE, Sentence.class);
            exchange.getMessage()
                    .setBody(TwimlWriter.write(spoken(exchange).orElseGet(sentence::say), new Verb.Hangup()));
        };
    }

    /** Body: whatever was there when it went wrong; a request that was read tells the language, and what was decided better. */
    @Bean
    Processor apologyTwiml() {
        return exchange -> exchange.getMessage().setBody(CallTwiml.apology(language(exchange)));
    }

    private static Processor rendering(Function<CallAnswer, byte[]> twiml) {
        return exchange ->
                exchange.getMessage().setBody(twiml.apply(exchange.getMessage().getBody(CallAnswer.class)));
    }

    private static Optional<Verb> spoken(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(SPOKEN, Verb.class));
    }

    private static String trouble(Locale language) {
        return Phrases.in(language).text(Phrase.TECHNICAL_TROUBLE);
    }

    private static Locale language(Exchange exchange) {
        return switch (exchange.getMessage().getBody()) {
            case TwilioRequest request -> NumberLanguage.of(request.form().value("To"));
            case CallAnswer answer -> answer.settings().locale();
            case null, default -> Locale.FRANCE;
        };
    }
}
