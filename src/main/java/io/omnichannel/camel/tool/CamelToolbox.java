package io.omnichannel.camel.tool;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.agent.Tool;
import io.omnichannel.agent.ToolOutcome;
import io.omnichannel.agent.ToolRefusal;
import io.omnichannel.agent.Toolbox;
import io.omnichannel.agent.Turn;
import io.omnichannel.agent.tools.ArgumentReader;
import io.omnichannel.agent.tools.Confirmations;
import io.omnichannel.agent.tools.ToolBudget;
import io.omnichannel.agent.tools.ToolCall;
import io.omnichannel.agent.tools.ToolLedger;
import io.omnichannel.agent.tools.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The agents' tools are the routes that begin with {@code tool:}. Before a route runs, everything a model could have got wrong or
 * made up is looked at; nothing is done then, and every call is on record, done or not.
 */
@Component
class CamelToolbox implements Toolbox {

    private final ToolRegistry tools;
    private final ToolRunner runner;
    private final ArgumentReader arguments;
    private final Confirmations confirmations;
    private final ToolBudget budget;
    private final ToolLedger ledger;
    private final MeterRegistry metrics;
    private final long largest;

    CamelToolbox(
            ToolRegistry tools,
            ToolRunner runner,
            ArgumentReader arguments,
            Confirmations confirmations,
            ToolBudget budget,
            ToolLedger ledger,
            MeterRegistry metrics,
            @Value("${omnichannel.tools.max-arguments:16KB}") DataSize largest) {
        this.tools = tools;
        this.runner = runner;
        this.arguments = arguments;
        this.confirmations = confirmations;
        this.budget = budget;
        this.ledger = ledger;
        this.metrics = metrics;
        this.largest = largest.toBytes();
    }

    @Override
    public List<Tool> offered(Turn turn) {
        List<String> allowed = allowed(turn);
        return tools.all().stream()
                .map(ToolConsumer::tool)
                .filter(tool -> allowed.contains(tool.name()))
                .toList();
    }

    @Override
    public ToolOutcome call(Turn turn, String name, String written) throws InterruptedException {
        long began = System.nanoTime();
        ToolVerdict verdict;
        try {
            verdict = decide(turn, name, written);
        } catch (InterruptedException cancelled) {
            record(turn, known(name), "cancelled", "cancelled", written, began);
            throw cancelled;
        }
        await(record(turn, verdict.tool(), verdict.kind(), verdict.reason(), written, began));
        return verdict.outcome();
    }

    @Override
    public void refused(Turn turn, List<ToolRefusal> calls) {
        ledger.write(calls.stream().map(call -> entry(turn, call)).toList());
    }

    private ToolLedger.Entry entry(Turn turn, ToolRefusal call) {
        String reason = call.reason().name().toLowerCase(Locale.ROOT);
        return entry(turn, known(call.tool()), "refused", reason, call.arguments(), Duration.ZERO);
    }

    private ToolVerdict decide(Turn turn, String name, String written) throws InterruptedException {
        Optional<ToolConsumer> tool = tools.find(name);
        if (!budget.allows(turn.identity())) {
            return ToolVerdict.refused(
                    known(name),
                    "too_many_calls",
                    "You call tools too often. Answer with what you know, or say that you cannot.");
        }
        if (tool.isEmpty() || !allowed(turn).contains(name)) {
            return ToolVerdict.refused(
                    known(name),
                    tool.isEmpty() ? "unknown_tool" : "not_allowed",
                    "There is no such tool. Use only those that you were given.");
        }
        if (written.length() > largest) {
            return ToolVerdict.refused(name, "too_large", "The arguments are too long. Nothing was done.");
        }
        return switch (arguments.read(tool.get().spec(), written)) {
            case ArgumentReader.Read.Wrong wrong -> ToolVerdict.refused(name, "invalid_arguments", wrong.complaint());
            case ArgumentReader.Read.Arguments right -> confirmed(turn, tool.get(), right.values());
        };
    }

    private ToolVerdict confirmed(Turn turn, ToolConsumer tool, Map<String, Object> values)
            throws InterruptedException {
        ToolSpec spec = tool.spec();
        Optional<Map<String, Object>> confirmed = Optional.of(values);
        try {
            if (spec.confirm()) {
                confirmed = confirmations.confirmed(turn, spec, values);
            }
        } catch (DataAccessException away) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return ToolVerdict.failed(spec.name(), "unavailable", "It cannot be done right now. Say so.");
        }
        return confirmed.isEmpty()
                ? new ToolVerdict(spec.name(), ToolOutcome.held(Confirmations.question(turn)), "not_confirmed")
                : runner.run(tool, new ToolCall(turn, spec, confirmed.get()));
    }

    private static List<String> allowed(Turn turn) {
        List<String> given = turn.settings().tools();
        return given == null ? AgentDefaults.BUILT_IN_TOOLS : given;
    }

    /** A model may make up any name, and a customer's words with it: only names of ours are kept. */
    private String known(String name) {
        return tools.find(name).isPresent() ? name : ToolVerdict.UNKNOWN;
    }

    private Future<?> record(Turn turn, String tool, String outcome, String reason, String written, long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return ledger.write(entry(turn, tool, outcome, reason, written, took));
    }

    private ToolLedger.Entry entry(
            Turn turn, String tool, String outcome, String reason, String written, Duration took) {
        metrics.timer("omni.tool.calls", "tool", tool, "outcome", outcome).record(took);
        return new ToolLedger.Entry(turn.identity(), tool, outcome, reason, written, took.toMillis());
    }

    private static void await(Future<?> written) throws InterruptedException {
        try {
            written.get();
        } catch (ExecutionException reported) {
            // The ledger has said so; a call that was done stays done.
        }
    }
}
