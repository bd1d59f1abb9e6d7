package io.omnichannel.relay;

import io.omnichannel.relay.RelayFrame.Closed;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Failure;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Malformed;
import io.omnichannel.relay.RelayFrame.Prompt;
import io.omnichannel.relay.RelayFrame.Setup;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the route {@code voice-relay}, one a type of frame. The body is the frame. */
@Configuration(proxyBeanMethods = false)
public class RelayProcessors {

    /** Exchange property: the {@link RelayConnection} the frame came from. */
    public static final String CONNECTION = "OmniRelayConnection";

    /** Exchange property: what the socket is to be closed with, 0 when it stays. */
    public static final String CLOSE_CODE = "OmniRelayCloseCode";

    /** Exchange property: what the peer is told then. */
    public static final String CLOSE_REASON = "OmniRelayCloseReason";

    private static final Logger LOG = LoggerFactory.getLogger(RelayProcessors.class);
    private static final Pattern ERROR_CODE = Pattern.compile("code: (\\d{5})");

    @Bean
    Processor relayOpened() {
        return exchange -> connection(exchange).opened();
    }

    @Bean
    Processor relaySetup() {
        return exchange -> {
            Binding binding = connection(exchange).setup(frame(exchange, Setup.class));
            exchange.setProperty(CLOSE_CODE, binding.closeCode());
            exchange.setProperty(CLOSE_REASON, binding.closeReason());
        };
    }

    @Bean
    Processor relayPrompt() {
        return exchange -> {
            Prompt prompt = frame(exchange, Prompt.class);
            connection(exchange).bound(session -> session.prompt(prompt));
        };
    }

    @Bean
    Processor relayInterrupt() {
        return exchange -> {
            Interrupt interrupt = frame(exchange, Interrupt.class);
            connection(exchange).bound(session -> session.interrupt(interrupt));
        };
    }

    @Bean
    Processor relayDtmf() {
        return exchange -> {
            Dtmf key = frame(exchange, Dtmf.class);
            connection(exchange).bound(session -> session.dtmf(key));
        };
    }

    /** We ask for no speaker events, so there is nothing in them for us. */
    @Bean
    Processor relayInfo() {
        return exchange -> connection(exchange).ignored("info");
    }

    /** Only the error's number is logged: the description may repeat what was said. */
    @Bean
    Processor relayError() {
        return exchange -> {
            Matcher code = ERROR_CODE.matcher(frame(exchange, Failure.class).description());
            LOG.warn("ConversationRelay reported error {}", code.find() ? code.group(1) : "without a number");
            connection(exchange).ignored("error");
        };
    }

    @Bean
    Processor relayMalformed() {
        return exchange -> connection(exchange).malformed(frame(exchange, Malformed.class));
    }

    @Bean
    Processor relayClosed() {
        return exchange ->
                connection(exchange).closed(frame(exchange, Closed.class).code());
    }

    @Bean
    Processor relayIgnored() {
        return exchange -> connection(exchange).ignored("unknown");
    }

    private static RelayConnection connection(Exchange exchange) {
        return exchange.getProperty(CONNECTION, RelayConnection.class);
    }

    private static <T extends RelayFrame> T frame(Exchange exchange, Class<T> type) {
        return type.cast(exchange.getMessage().getBody());
    }
}
