package io.omnichannel.sentiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.omnichannel.agent.ModelAccount;
import java.net.URI;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the route {@code sentiment-model}: the question that leaves and what comes back. */
@Configuration(proxyBeanMethods = false)
class ModelProcessors {

    private static final String OPENAI = "https://api.openai.com/v1";

    /** Exchange property: when the question left, on the clock of {@link System#nanoTime()}. */
    private static final String ASKED_AT = "OmniMoodAskedAt";

    private final ModelReading reading;
    private final ModelAccount account;
    private final String model;
    private final String address;
    private final String key;
    private final boolean azure;

    ModelProcessors(
            SentimentSettings settings,
            ObjectMapper json,
            ModelAccount account,
            @Value("${omnichannel.llm-base-url:}") String baseUrl,
            @Value("${omnichannel.llm-api-key:}") String key,
            @Value("${omnichannel.llm-model:}") String model) {
        if (settings.by().equals("model") && model.isBlank()) {
            throw new IllegalArgumentException(
                    "omnichannel.sentiment.by is model, and LLM_MODEL is not set: name the model that is to read, or write lexicon");
        }
        URI endpoint = URI.create(baseUrl.isBlank() ? OPENAI : baseUrl.strip());
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        this.azure = String.valueOf(endpoint.getHost()).endsWith(".azure.com");
        this.address =
                endpoint.toString().replaceFirst("[?#].*$", "").replaceFirst("/+$", "") + "/chat/completions" + query;
        // OpenAI's newer models refuse the old name, most others do not know the new one.
        boolean newName = azure || "api.openai.com".equals(endpoint.getHost());
        this.account = account;
        this.model = model.strip();
        this.reading = new ModelReading(json, this.model, newName ? "max_completion_tokens" : "max_tokens");
        this.key = key.strip();
    }

    @Bean
    CircuitBreaker moodModelBreaker() {
        return CircuitBreaker.of(
                "mood-model",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(10)
                        .minimumNumberOfCalls(5)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(Duration.ofSeconds(15))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    @Bean
    Processor moodQuestion() {
        return exchange -> {
            MoodTask task = MoodProcessors.task(exchange);
            exchange.setProperty(MoodProcessors.TASK, task);
            exchange.setProperty(ASKED_AT, System.nanoTime());
            Message message = exchange.getMessage();
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, address);
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            if (!key.isEmpty()) {
                message.setHeader(azure ? "api-key" : "Authorization", azure ? key : "Bearer " + key);
            }
            message.setBody(reading.question(task.texts()));
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
        ModelReading.Tokens tokens = reading.tokens(answer, task.texts());
        account.charge(task.claim().tenant(), task.view().settings(), model, tokens.input(), tokens.output(), took);
    }
}
