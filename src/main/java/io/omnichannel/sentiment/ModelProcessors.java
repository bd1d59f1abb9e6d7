package io.omnichannel.sentiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.omnichannel.agent.ModelAccount;
import io.omnichannel.agent.ServerModel;
import io.omnichannel.agent.ServerModels;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the route {@code sentiment-model}: the question that leaves and what comes back. */
@Configuration(proxyBeanMethods = false)
class ModelProcessors {

    /** Exchange property: when the question left, on the clock of {@link System#nanoTime()}. */
    private static final String ASKED_AT = "OmniMoodAskedAt";

    private final ModelReading reading;
    private final ModelAccount account;
    private final ServerModels models;

    ModelProcessors(SentimentSettings settings, ObjectMapper json, ModelAccount account, ServerModels models) {
        if (settings.by().equals("model") && models.first().isEmpty()) {
            throw new IllegalArgumentException(
                    "omnichannel.sentiment.by is model, and LLM_MODEL is not set: name the model that is to read, or write lexicon");
        }
        this.account = account;
        this.models = models;
        this.reading = new ModelReading(json);
    }

    @Bean
    CircuitBreaker moodModelBreaker() {
        return CircuitBreaker.of(
                "mood-model",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(models.pause())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Bean
    Processor moodQuestion() {
        return exchange -> {
            MoodTask task = MoodProcessors.task(exchange);
            ServerModel model = model();
            exchange.setProperty(MoodProcessors.TASK, task);
            exchange.setProperty(ASKED_AT, System.nanoTime());
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, model.completions().toString());
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            model.credentials().forEach(message::setHeader);
            message.setBody(reading.question(model, task.texts()));
        };
    }

    /** Throws when the answer is none: then the lexicon reads, and what was answered is paid for all the same. */
    @Bean
    Processor moodVerdict() {
        return exchange -> {
            MoodTask task = MoodProcessors.task(exchange);
            Message answer = exchange.getMessage();
            int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
            if (status != 200) {
                throw new IllegalStateException("The model answered " + status);
            }
            String body = answer.getBody(String.class);
            charge(task, body, Duration.ofNanos(System.nanoTime() - exchange.getProperty(ASKED_AT, Long.class)));
            answer.removeHeaders("*");
            answer.setBody(task.read(reading.verdict(body, task.view().unread().size()), "model"));
        };
    }

    private void charge(MoodTask task, String answer, Duration took) {
        ModelReading.Usage usage = reading.usage(answer, task.texts());
        account.charge(
                task.claim().tenant(), task.view().settings(), model().name(), usage.input(), usage.output(), took);
    }

    /** Nothing is read by a model where there is none. */
    private ServerModel model() {
        return models.first().orElseThrow();
    }
}
