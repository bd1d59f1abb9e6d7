package io.omnichannel.agent.model;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What dashboards see of models. */
@Component
class ModelMetrics {

    private final MeterRegistry registry;
    private final Timer firstWord;

    ModelMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.firstWord = Timer.builder("omni.model.first.word")
                .description("From the first request of a turn to the first word, or wish for a tool, of any model")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    void firstWord(long nanos) {
        firstWord.record(Duration.ofNanos(nanos));
    }

    void turn(String outcome) {
        count(outcome, "none");
    }

    /** The turn went on without a model. */
    void spent(Limit limit) {
        count("spent", limit.toString());
    }

    private void count(String outcome, String budget) {
        registry.counter("omni.model.turns", "outcome", outcome, "budget", budget)
                .increment();
    }
}
