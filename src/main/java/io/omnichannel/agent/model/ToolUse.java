package io.omnichannel.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Tool;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolRefusal;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.platform.LogContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Shows the tools to a model and has them do their work, each on a thread of its own while the turn's thread looks at the clock. */
@Component
class ToolUse {

    private static final Logger LOG = LoggerFactory.getLogger(ToolUse.class);

    private final ObjectProvider<Toolbox> toolbox;
    private final ObjectMapper json;
    private final Cache<Tool, ToolSpecification> shown =
            Caffeine.newBuilder().maximumSize(1_000).build();

    ToolUse(ObjectProvider<Toolbox> toolbox, ObjectMapper json) {
        this.toolbox = toolbox;
        this.json = json;
    }

    /** What a model is told of the tools of a turn; nothing without a toolbox. */
    List<ToolSpecification> offered(Turn turn) {
        Toolbox box = toolbox.getIfAvailable();
        return box == null
                ? List.of()
                : box.offered(turn).stream()
                        .map(tool -> shown.get(tool, this::specification))
                        .toList();
    }

    /**
     * Has a tool do what a model wants. Never throws but when the answer is cancelled; that cancels the tool, too.
     *
     * @param limit when it has to be done, on the clock of {@link System#nanoTime()}
     */
    ToolOutcome call(Turn turn, ToolExecutionRequest wanted, Bridge bridge, long limit) throws InterruptedException {
        CompletableFuture<ToolOutcome> outcome = new CompletableFuture<>();
        Thread work = Thread.ofVirtual().name("tool").start(LogContext.carried(() -> work(turn, wanted, outcome)));
        try {
            while (true) {
                long now = System.nanoTime();
                if (now >= limit) {
                    return failed("It took too long and was given up. Do not try again in this turn.");
                }
                if (now >= bridge.dueAt(true, limit)) {
                    bridge.speak(true);
                }
                long wait = Math.min(limit, bridge.dueAt(true, limit)) - System.nanoTime();
                try {
                    return outcome.get(Math.max(0, wait), TimeUnit.NANOSECONDS);
                } catch (TimeoutException notYet) {
                    // Time to say something, or to give up.
                }
            }
        } catch (ExecutionException broken) {
            LOG.warn("A tool failed: {}", broken.getCause().getClass().getSimpleName());
            return failed("It failed. Say that it did not work, and go on without it.");
        } finally {
            if (!outcome.isDone()) {
                work.interrupt();
            }
        }
    }

    /** What a model wanted that is not done. */
    void refused(Turn turn, List<ToolRefusal> calls) {
        Toolbox box = toolbox.getIfAvailable();
        if (box != null && !calls.isEmpty()) {
            box.refused(turn, calls);
        }
    }

    private void work(Turn turn, ToolExecutionRequest wanted, CompletableFuture<ToolOutcome> outcome) {
        try {
            Toolbox box = toolbox.getIfAvailable();
            outcome.complete(
                    box == null
                            ? new ToolOutcome(ToolOutcome.Kind.REFUSED, "There are no tools.", new Next.Listen())
                            : box.call(turn, wanted.name(), wanted.arguments()));
        } catch (InterruptedException stopped) {
            outcome.cancel(false);
        } catch (RuntimeException | Error failed) {
            outcome.completeExceptionally(failed);
        }
    }

    private static ToolOutcome failed(String why) {
        return new ToolOutcome(ToolOutcome.Kind.FAILED, why, new Next.Listen());
    }

    private ToolSpecification specification(Tool tool) {
        try {
            JsonNode schema = json.readTree(tool.schema());
            JsonObjectSchema.Builder parameters = JsonObjectSchema.builder();
            schema.path("properties")
                    .properties()
                    .forEach(field -> parameters.addProperty(
                            field.getKey(), JsonRawSchema.from(field.getValue().toString())));
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            return ToolSpecification.builder()
                    .name(tool.name())
                    .description(tool.description())
                    .parameters(parameters
                            .required(required)
                            .additionalProperties(false)
                            .build())
                    .build();
        } catch (JsonProcessingException noSchema) {
            throw new IllegalStateException("The schema of the tool " + tool.name() + " is no JSON", noSchema);
        }
    }
}
