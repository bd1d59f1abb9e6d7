package io.omnichannel.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.omnichannel.ServerTest;
import io.omnichannel.admin.AdminClient.Reply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Health, reading and writing a configuration over 32 connections; client and server share the machine. */
@Tag("bench")
@ServerTest
class AdminBench {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int CONNECTIONS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    @LocalServerPort
    int port;

    @Test
    void measures() throws InterruptedException {
        new AdminClient(port).put("/agent/config", "{\"tenantId\":\"bench-0\"}");

        print("health", 10, client -> client.get("/health"));
        print("GET config", 50, client -> client.get("/agent/config?tenantId=bench-0"));
        print(
                "PUT config",
                100,
                client -> client.put(
                        "/agent/config",
                        "{\"tenantId\":\"bench-" + Thread.currentThread().threadId() + "\"}"));
    }

    private void print(String name, int goal, Function<AdminClient, Reply> call) throws InterruptedException {
        run(WARM_UP, call);
        long processor = PROCESS.getProcessCpuTime();
        Histogram micros = run(MEASURED, call);
        processor = PROCESS.getProcessCpuTime() - processor;
        System.out.printf(
                Locale.ROOT,
                "%-10s %6d/s  p50 %.2f ms  p99 %.2f ms (goal < %d ms)  %d µs CPU each, the client's included%n",
                name,
                micros.getTotalCount() / MEASURED.toSeconds(),
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                goal,
                processor / 1000 / Math.max(1, micros.getTotalCount()));
    }

    private Histogram run(Duration time, Function<AdminClient, Reply> call) throws InterruptedException {
        ConcurrentHistogram micros = new ConcurrentHistogram(3);
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                callers.execute(() -> {
                    AdminClient client = new AdminClient(port);
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        assertThat(call.apply(client).status()).isIn(200, 201);
                        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
                    }
                });
            }
        }
        return micros;
    }
}
