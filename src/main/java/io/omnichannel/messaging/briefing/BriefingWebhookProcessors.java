package io.omnichannel.messaging.briefing;

import io.omnichannel.twilio.Backoff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The request to the one address that the operator has set, signed, and what its answer means. Variable {@code task}. */
@Configuration(proxyBeanMethods = false)
class BriefingWebhookProcessors {

    private static final Logger LOG = LoggerFactory.getLogger(BriefingWebhookProcessors.class);
    private static final String TASK = "task";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Briefings briefings;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE, new SecureRandom());

    BriefingWebhookProcessors(Briefings briefings) {
        this.briefings = briefings;
    }

    /** Body: a {@link BriefingTask} becomes the request. */
    @Bean
    Processor briefingRequest(BriefingSettings settings) {
        return exchange -> {
            BriefingTask task = BriefingProcessors.task(exchange);
            exchange.setVariable(TASK, task);
            byte[] body = briefings
                    .json(body(task, BriefingWriter.write(task.occasion(), briefings.read(task))))
                    .getBytes(StandardCharsets.UTF_8);
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, settings.webhookUrl().strip());
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setHeader("Omnichannel-Delivery", task.id().toString());
            message.setHeader(
                    "Omnichannel-Signature",
                    Signature.of(settings.webhookSecret(), Instant.now().getEpochSecond(), body));
            message.setBody(body);
        };
    }

    /** The answer: taken, tried again, or nobody will ever take it. */
    @Bean
    Processor briefingAnswer() {
        return exchange -> {
            int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
            BriefingTask task = exchange.getVariable(TASK, BriefingTask.class);
            exchange.getMessage().removeHeaders("*");
            if (status / 100 == 2) {
                briefings.finish(task, "done", null, Duration.ZERO);
            } else {
                notTaken(task, "the receiver answered " + status, status / 100 != 5 && status != 408 && status != 429);
            }
        };
    }

    /** Nobody answered. */
    @Bean
    Processor briefingSilence() {
        return exchange -> {
            Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            exchange.getMessage().removeHeaders("*");
            if (!(failure instanceof IOException)) {
                throw failure;
            }
            notTaken(
                    exchange.getVariable(TASK, BriefingTask.class),
                    "the receiver could not be reached: " + failure.getClass().getSimpleName(),
                    false);
        };
    }

    private void notTaken(BriefingTask task, String why, boolean forGood) {
        if (forGood || task.expired()) {
            LOG.error("A briefing was not delivered to omnichannel.briefing.webhook-url: {}", why);
            briefings.finish(task, "dead", why, Duration.ZERO);
        } else {
            briefings.finish(task, "waiting", why, FIRST_PAUSE.plus(backoff.after(task.attempts())));
        }
    }

    private static Map<String, Object> body(BriefingTask task, Briefing briefing) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("delivery", task.id());
        body.put("tenant_id", task.tenant());
        body.put("conversation_id", task.conversation());
        body.putAll(briefing.details());
        body.put("text", briefing.note());
        return body;
    }
}
