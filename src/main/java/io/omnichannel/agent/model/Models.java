package io.omnichannel.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.omnichannel.agent.model.ModelEndpoint.Account;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The models that have been asked lately, each opened once: its client and its provider's circuit breaker. */
@Component
@EnableConfigurationProperties({ModelSettings.class, ModelPrices.class, AnsweringSettings.class, BudgetSettings.class})
class Models {

    private static final int KEPT = 1_000;
    private static final Duration IDLE = Duration.ofHours(2);

    private final ModelSettings settings;
    private final Ways ways;
    private final CircuitBreakerConfig breaking;
    private final Cache<ModelEndpoint, OpenModel> open =
            Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(IDLE).build();
    private final Cache<Account, CircuitBreaker> breakers =
            Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(IDLE).build();

    Models(ModelSettings settings) {
        this.settings = settings;
        this.ways = new Ways(settings);
        this.breaking = CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.llmPause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
    }

    OpenModel open(ModelEndpoint endpoint) {
        return open.get(endpoint, wanted -> new OpenModel(wanted, client(wanted), breaker(wanted.account())));
    }

    /** Whether a provider is being left alone now because it failed too often. */
    boolean isPaused(ModelEndpoint endpoint) {
        return breaker(endpoint.account()).getState() == CircuitBreaker.State.OPEN;
    }

    /** Where requests to a model leave. */
    Ways ways() {
        return ways;
    }

    private CircuitBreaker breaker(Account account) {
        return breakers.get(account, wanted -> CircuitBreaker.of(wanted.toString(), breaking));
    }

    private OpenAiStreamingChatModel client(ModelEndpoint endpoint) {
        OpenAiStreamingChatModelBuilder client = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new StreamingHttpBuilder(new StreamingHttp(ways.to(endpoint))))
                .baseUrl(endpoint.root())
                .customQueryParams(query(endpoint.baseUrl()))
                .customHeaders(endpoint.credentials())
                .modelName(endpoint.model())
                .accumulateToolCallId(false);
        return endpoint.limitField().equals(ModelEndpoint.NEW_LIMIT)
                ? client.maxCompletionTokens(settings.llmMaxTokens()).build()
                : client.maxTokens(settings.llmMaxTokens()).build();
    }

    private static Map<String, String> query(URI base) {
        Map<String, String> query = new LinkedHashMap<>();
        if (base.getQuery() != null) {
            for (String pair : base.getQuery().split("&")) {
                int equals = pair.indexOf('=');
                query.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        return query;
    }

    @PreDestroy
    void close() {
        ways.close();
    }
}
