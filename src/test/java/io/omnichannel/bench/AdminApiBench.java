package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.platform.ModulePaths;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Health, and reading and writing a configuration, at 32 connections, as fast as they are answered and at a pace; the wish
 * is a tenth of each limit.
 */
@Tag("bench")
class AdminApiBench {

    /** Requests a second: more than the largest house of administrators asks for. */
    private static final int PACE = 1_000;

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
        Callable<HttpWork> worker = () -> new HttpWork(server.port(), requests, 200);
        ClosedLoop.run(Scale.stretch(15), worker);
        Cpu begin = Cpu.now(server);
        Result full = ClosedLoop.run(Scale.stretch(15), worker);
        Figures.fact(name, full + ", " + Cpu.now(server).since(begin));
        Figures.atMost(name + " p99", full.millis(99), limit, "ms");
        Figures.atMost(name + " p99, wished for", full.millis(99), limit / 10, "ms");
        begin = Cpu.now(server);
        Result paced = PacedLoop.run(Scale.stretch(15), PACE, worker);
        Figures.fact(name + " at a pace", paced + ", " + Cpu.now(server).since(begin));
        Figures.atMost(name + " p99 at " + PACE + "/s, wished for", paced.millis(99), limit / 10, "ms");
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
