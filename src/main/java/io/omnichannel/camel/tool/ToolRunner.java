package io.omnichannel.camel.tool;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.tools.ToolCall;
import io.omnichannel.agent.tools.ToolSpec;
import io.omnichannel.platform.LogContext;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs a tool's route on a thread of its own, for as long as the tool may take and somebody waits for it. */
@Component
class ToolRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ToolRunner.class);

    private final ToolResult results;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tool-", 1).factory());

    ToolRunner(ObjectMapper json) {
        this.results = new ToolResult(json);
    }

    /** @throws InterruptedException when the answer was cancelled; the route is interrupted, too */
    ToolVerdict run(ToolConsumer tool, ToolCall call) throws InterruptedException {
        ToolSpec spec = tool.spec();
        CompletableFuture<ToolOutcome> outcome = new CompletableFuture<>();
        Future<?> running = threads.submit(LogContext.carried(() -> {
            try {
                outcome.complete(tool.call(call, exchange -> results.read(exchange, spec.resultLimit())));
            } catch (Exception | Error failed) {
                outcome.completeExceptionally(failed);
            }
        }));
        try {
            ToolOutcome done = outcome.get(spec.timeLimit().toNanos(), TimeUnit.NANOSECONDS);
            return new ToolVerdict(spec.name(), done, done.kind() == ToolOutcome.Kind.DONE ? "" : "by_route");
        } catch (TimeoutException late) {
            running.cancel(true);
            LOG.warn(
                    "Tool {} took longer than {} ms",
                    spec.name(),
                    spec.timeLimit().toMillis());
            return ToolVerdict.failed(spec.name(), "time_limit", late(spec));
        } catch (ExecutionException failed) {
            LOG.warn(
                    "Tool {} failed: {}",
                    spec.name(),
                    failed.getCause().getClass().getSimpleName());
            return ToolVerdict.failed(
                    spec.name(),
                    "failure",
                    "It did not work. Say that you cannot do it right now; do not say that it was done.");
        } catch (InterruptedException cancelled) {
            running.cancel(true);
            throw cancelled;
        }
    }

    private static String late(ToolSpec spec) {
        return spec.confirm()
                ? "It took too long, and nobody knows whether it was done. Say so, and offer that somebody checks."
                : "It took too long. Say that you cannot find it out right now.";
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
