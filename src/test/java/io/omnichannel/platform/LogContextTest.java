package io.omnichannel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class LogContextTest {

    @AfterEach
    void forgetEverything() {
        MDC.clear();
    }

    @Test
    void forgetsAtItsEndWhatWasLearntInside() {
        LogContext.note(LogContext.TRACE_ID, "outside");

        try (LogContext context = LogContext.open(Map.of(LogContext.TRACE_ID, "inside"))) {
            LogContext.note(LogContext.TENANT, "t1");
            assertThat(LogContext.traceId()).contains("inside");
        }

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of(LogContext.TRACE_ID, "outside"));
    }

    @Test
    void goesAlongToAnotherThread() throws Exception {
        CompletableFuture<String> there = new CompletableFuture<>();
        Runnable carried;
        try (LogContext context = LogContext.open(Map.of(LogContext.CALL_SID, "CA1"))) {
            carried = LogContext.carried(() -> there.complete(MDC.get(LogContext.CALL_SID)));
        }

        Thread.ofVirtual().start(carried).join();

        assertThat(there).isCompletedWithValue("CA1");
        assertThat(MDC.get(LogContext.CALL_SID)).isNull();
    }
}
