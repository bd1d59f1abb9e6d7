package io.omnichannel.agent.tools;

import io.omnichannel.agent.Identity;
import io.omnichannel.conversation.Uuid7;
import io.omnichannel.platform.LogContext;
import io.omnichannel.platform.SqlFile;
import io.omnichannel.platform.database.TenantSql;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The record of every call of a tool: which, what came of it and why, and of its arguments only size and fingerprint. */
@Component
public class ToolLedger {

    private static final Logger LOG = LoggerFactory.getLogger(ToolLedger.class);

    private final TenantSql database;
    private final String recordToolCall = SqlFile.load("record-tool-call");

    /** Written on a thread that a cancelled answer does not interrupt. */
    private final ExecutorService writer = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tool-ledger-", 1).factory());

    ToolLedger(TenantSql database) {
        this.database = database;
    }

    /**
     * What was asked and what came of it.
     *
     * @param tool its name, or {@code unknown}
     * @param outcome done, held, refused, failed or cancelled
     * @param reason why it was not done, empty when it was
     * @param arguments as the model wrote them; they are not kept
     */
    public record Entry(
            Identity whose, String tool, String outcome, String reason, String arguments, long milliseconds) {}

    /** Begins to write; whoever waits for the result knows that it is written or reported. */
    public Future<?> write(Entry entry) {
        return write(List.of(entry));
    }

    /** The same for several, one after the other: however many a model makes of them, they take one connection. */
    public Future<?> write(List<Entry> entries) {
        return writer.submit(LogContext.carried(() -> entries.forEach(this::insert)));
    }

    private void insert(Entry entry) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("tenant", entry.whose().tenant());
        parameters.put("id", Uuid7.next());
        parameters.put("conversation", entry.whose().conversation());
        parameters.put("tool", entry.tool());
        parameters.put("outcome", entry.outcome());
        parameters.put("reason", entry.reason().isEmpty() ? null : entry.reason());
        parameters.put("arguments_hash", Fingerprint.of(entry.arguments()));
        parameters.put("arguments_size", entry.arguments().length());
        parameters.put("duration_ms", (int) Math.min(entry.milliseconds(), Integer.MAX_VALUE));
        try {
            database.update(entry.whose().tenant(), recordToolCall, parameters);
        } catch (RuntimeException failed) {
            LOG.error(
                    "The call of tool {} ({}) could not be recorded: {}",
                    entry.tool(),
                    entry.outcome(),
                    failed.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void close() {
        writer.close();
    }
}
