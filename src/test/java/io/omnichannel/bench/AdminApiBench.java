package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.platform.ModulePaths;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Health, and reading and writing a configuration, at 32 connections; the wish is a tenth of each limit. */
@Tag("bench")
class AdminApiBench {

    private static final String CONFIG = ModulePaths.ADMIN + "/agent/config";

    private final AtomicInteger next = new AtomicInteger();

    @Test
    void answersAdministrators() {
        try (TestServer server = TestServer.start()) {
            Figures.machine(server);
            byte[] health = HttpConnection.get(server.port(), ModulePaths.ADMIN + "/health");
            measure(server, "health", 10, () -> health);
            measure(
                    server,
                    "configuration read",
                    50,
                    () -> HttpConnection.get(server.port(), CONFIG + "?tenantId=" + tenant()));
            measure(server, "configuration written", 100, () -> put(server));
        }
    }

    private void measure(TestServer server, String name, double limit, Supplier<byte[]> requests) {
        run(server, requests, Scale.stretch(15));
        Cpu begin = Cpu.now(server);
        Result result = run(server, requests, Scale.stretch(15));
        Figures.fact(name, result + ", " + Cpu.now(server).since(begin));
        Figures.atMost(name + " p99", result.millis(99), limit, "ms");
        Figures.atMost(name + " p99, wished for", result.millis(99), limit / 10, "ms");
    }

    private static Result run(TestServer server, Supplier<byte[]> requests, Duration duration) {
        return ClosedLoop.run(duration, () -> new HttpWork(server.port(), requests, 200));
    }

    private byte[] put(TestServer server) {
        return HttpConnection.request(
                "PUT",
                server.port(),
                CONFIG,
                "Content-Type: application/json\r\n",
                """
                {"tenantId":"%s","agent_name":"Sara","voice_provider":"elevenlabs","voice_id":"pNInz6obpgDQGcFmaJgB"}"""
                        .formatted(tenant()));
    }

    private String tenant() {
        return "bench-" + next.getAndIncrement() % TestServer.TENANTS;
    }
}
