package io.omnichannel.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.omnichannel.messaging.outbox.SendTask;
import io.omnichannel.voices.VoiceProvider;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedEnumsTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        new ComparedEnums().beforeApplicationStart(camel);
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "SEND_TEMPLATE, send_template, true",
        "SEND,          send,          true",
        "SEND,          send_template, false",
        "LATER,         send,          false",
    })
    void comparesADecisionWithItsWord(SendTask.Decision decision, String word, boolean same) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(decision);

        boolean matched = camel.resolveLanguage("simple")
                .createPredicate("${body} == '" + word + "'")
                .matches(exchange);

        assertThat(matched).isEqualTo(same);
    }

    @Test
    void findsTheConverterOfEachEnumAtOnce() {
        TypeConverterRegistry registry = camel.getTypeConverterRegistry();

        assertThat(registry.lookup(SendTask.Decision.class, String.class)).isNotNull();
        assertThat(registry.lookup(String.class, SendTask.Decision.class)).isNotNull();
        assertThat(camel.getTypeConverter().convertTo(VoiceProvider.class, "ELEVENLABS"))
                .isEqualTo(VoiceProvider.ELEVENLABS);
        assertThat(camel.getTypeConverter().convertTo(HttpMethods.class, "POST"))
                .isEqualTo(HttpMethods.POST);
    }
}
