package io.omnichannel.messaging.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.twilio.LoggedMessage;
import io.omnichannel.twilio.MessageLog;
import io.omnichannel.twilio.MessageRequest;
import io.omnichannel.twilio.TwilioApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds what Twilio has for one of our numbers and we have not; the variable {@code search} is how far that has come. */
@Configuration(proxyBeanMethods = false)
class GapProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(GapProcessors.class);
    private static final String SEARCH = "search";

    /** Body: a {@link Gap} becomes a {@link GapSearch}. */
    @Bean
    Processor gapSearch(GapSettings settings) {
        return exchange -> {
            GapSearch search = new GapSearch(exchange.getMessage().getBody(Gap.class), settings.grace());
            exchange.setVariable(SEARCH, search);
            exchange.getMessage().setBody(search);
        };
    }

    /** The request for the next page of Twilio's list. */
    @Bean
    Processor gapPageRequest(TwilioApi twilio) {
        return exchange -> {
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "GET");
            message.setHeader(Exchange.HTTP_URI, twilio.baseUrl() + MessageRequest.path(twilio.accountSid()));
            message.setHeader(Exchange.HTTP_RAW_QUERY, search(exchange).query());
            message.setHeader("Authorization", twilio.authorization());
            message.setBody(null);
        };
    }

    /** Body: a page of Twilio's list becomes the {@link GapSearch} that knows what of it is missing. */
    @Bean
    Processor gapPageAnswer(Gaps gaps, ObjectMapper json) {
        return exchange -> {
            Message message = exchange.getMessage();
            int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            byte[] body = message.getBody(byte[].class);
            message.removeHeaders("*");
            if (status != 200) {
                throw new IOException("Twilio's list answered " + status);
            }
            GapSearch search = search(exchange);
            MessageLog page = MessageLog.of(json.readTree(body));
            search.took(
                    page,
                    gaps.missing(
                            page.received().stream().map(LoggedMessage::sid).toList()));
            message.setBody(search);
        };
    }

    /** Body: the list of missing messages, each an {@link IncomingMessage}, oldest first. */
    @Bean
    Processor missingMessages(TwilioApi twilio, ObjectMapper json, MessagingSettings messaging, GapSettings settings) {
        TextReader reader = new TextReader(json, messaging);
        return exchange -> {
            GapSearch search = search(exchange);
            List<IncomingMessage> messages = new ArrayList<>();
            for (LoggedMessage found : search.missing()) {
                IncomingMessage message = reader.read(found.request(twilio.accountSid()), found.channel());
                boolean stale = found.at()
                        .plus(settings.answerWithin())
                        .isBefore(search.gap().now());
                messages.add(stale ? message.unanswered() : message);
            }
            exchange.getMessage().setBody(messages);
        };
    }

    /** All that was missing is on disk. */
    @Bean
    Processor gapCloser(Gaps gaps, GapSettings settings, MeterRegistry metrics) {
        return exchange -> {
            GapSearch search = search(exchange);
            int found = search.missing().size();
            gaps.close(search.gap(), search.horizon(), search.underWay() ? settings.grace() : settings.every());
            metrics.counter("omni.messages.reconciled").increment(found);
            if (found > 0) {
                LOG.info("{} messages that Twilio had kept were taken in", found);
            }
        };
    }

    private static GapSearch search(Exchange exchange) {
        return exchange.getVariable(SEARCH, GapSearch.class);
    }
}
