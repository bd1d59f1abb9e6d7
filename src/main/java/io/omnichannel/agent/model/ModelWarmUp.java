package io.omnichannel.agent.model;

import io.omnichannel.platform.HealthComponent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Opens the server's models and a connection to each when the program has started, so that the first caller does not wait
 * for it; and says in health when a model is being left alone.
 */
@Component
class ModelWarmUp implements HealthComponent {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWarmUp.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ModelChoice choice;
    private final Models models;

    ModelWarmUp(ModelChoice choice, Models models) {
        this.choice = choice;
        this.models = models;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        for (ModelEndpoint endpoint : choice.servers()) {
            models.open(endpoint);
            Thread.ofVirtual().name("model-warm-up").start(() -> ask(endpoint));
        }
    }

    /** Every OpenAI-compatible server lists its models; one that does not has a connection open all the same. */
    private void ask(ModelEndpoint endpoint) {
        try {
            HttpRequest.Builder list = HttpRequest.newBuilder(URI.create(endpoint.root() + "/models"))
                    .timeout(LONGEST);
            endpoint.credentials().forEach(list::header);
            int status = models.ways()
                    .to(endpoint)
                    .send(list.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status == 401 || status == 403) {
                LOG.warn("The model {} refuses its key ({}): check LLM_API_KEY", endpoint, status);
            } else {
                LOG.info("Answers come from the model {}", endpoint);
            }
        } catch (IOException away) {
            LOG.warn(
                    "The model {} cannot be reached: {}",
                    endpoint,
                    away.getClass().getSimpleName());
        } catch (IllegalArgumentException unsendable) {
            // Its message quotes the header, and the header is the key.
            LOG.warn("The model {} cannot be asked: its address or its key cannot stand in a request", endpoint);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Optional<Finding> finding() {
        return choice.servers().stream()
                .filter(models::isPaused)
                .findFirst()
                .map(endpoint -> new Finding(
                        true,
                        "model_paused",
                        "The model " + endpoint + " failed too often and is left alone for a moment."));
    }
}
