package io.omnichannel.platform;

import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * What the log lines of a thread are about: a request, a frame, a turn. Fields stand beside the message in every line until
 * the context is closed, which puts back what was known before. Never a name, a number or a word of a customer's.
 */
public final class LogContext implements AutoCloseable {

    public static final String TENANT = "tenant";
    public static final String CONVERSATION = "conversation";
    public static final String CALL_SID = "callSid";
    public static final String MESSAGE_SID = "messageSid";
    public static final String TRACE_ID = "traceId";

    private final Map<String, String> before;

    private LogContext(Map<String, String> before) {
        this.before = before;
    }

    /** @param known what is known from the start, beside what the thread knows already */
    public static LogContext open(Map<String, String> known) {
        LogContext opened = new LogContext(here());
        known.forEach(LogContext::note);
        return opened;
    }

    /** Adds what became known meanwhile, until the context around is closed. */
    public static void note(String field, String value) {
        MDC.put(field, value);
    }

    /** The trace that this thread works for. */
    public static Optional<String> traceId() {
        return Optional.ofNullable(MDC.get(TRACE_ID));
    }

    /** The action with what is known here, for another thread. */
    public static Runnable carried(Runnable action) {
        Map<String, String> known = here();
        return () -> {
            try (LogContext there = open(known)) {
                action.run();
            }
        };
    }

    @Override
    public void close() {
        MDC.setContextMap(before);
    }

    private static Map<String, String> here() {
        Map<String, String> fields = MDC.getCopyOfContextMap();
        return fields == null ? Map.of() : fields;
    }
}
