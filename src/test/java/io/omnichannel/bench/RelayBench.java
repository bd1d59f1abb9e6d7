package io.omnichannel.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Live calls against the server in a process of its own, with an agent that answers at once: from the caller's last word
 * to the first frame, what a session weighs, and how soon an interrupted answer is silent.
 */
@Tag("bench")
class RelayBench {

    private static final int PERIOD_SECONDS = 8;
    private static final int[] RATES = {125, 250, 375, 500, 750, 1_000, 1_250, 1_500, 2_000, 2_500, 3_000};
    private static final double HOLDS_MS = 20;
    private static final int INTERRUPTS = Integer.getInteger("bench.interrupts", 1_000);

    @Test
    void answersPrompts() throws IOException {
        try (TestServer server = start()) {
            Figures.machine(server);
            try (RelayCalls calls = new RelayCalls(server)) {
                Turns.Result few = speak(server, calls.dial(200), Scale.stretch(60));
                Figures.atMost("200 calls, prompt to first frame, p50", few.millis(50), 2, "ms");
                Figures.atMost("200 calls, prompt to first frame, p99", few.millis(99), 20, "ms");
                Turns.Result many = speak(server, calls.dial(1_000), Scale.stretch(60));
                Figures.atMost("1,000 calls, prompt to first frame, p99", many.millis(99), 50, "ms");
            }
            Figures.fact("highest turn rate with p95 ≤ 20 ms, 1,000 calls", "%d/s".formatted(highest(server)));
        }
    }

    @Test
    void weighsSessions() throws IOException {
        try (TestServer server = start()) {
            try (RelayCalls warm = new RelayCalls(server)) {
                Turns.run(warm.dial(200), 200, Duration.ZERO, Scale.stretch(10));
            }
            // Tomcat keeps what closed connections leave; both sides begin with that.
            try (RelayCalls warm = new RelayCalls(server)) {
                warm.open(1_000, BareDoors.SOCKET);
            }
            double bare = weigh(server, "bare socket", (calls, count) -> calls.open(count, BareDoors.SOCKET));
            double relay = weigh(server, "relay session", (calls, count) -> {
                calls.dial(count);
                Turns.run(calls, 250, Duration.ZERO, Duration.ofSeconds(count / 250));
            });
            Figures.atMost("heap of a relay session on top of a bare socket", relay - bare, 40, "kB");
        }
    }

    @Test
    void fallsSilentWhenInterrupted() throws IOException {
        try (TestServer server = start();
                RelayCalls calls = new RelayCalls(server)) {
            calls.dial(50);
            Interrupts.run(calls, Math.min(INTERRUPTS, 200));
            Cpu begin = Cpu.now(server);
            Histogram last = Interrupts.run(calls, INTERRUPTS);
            Figures.fact(
                    "last frame after an interrupt",
                    "%,d interrupts in 50 calls at once: p50 %.2f ms, p99 %.2f ms; %s"
                            .formatted(
                                    last.getTotalCount(),
                                    Figures.millis(last, 50),
                                    Figures.millis(last, 99),
                                    Cpu.now(server).since(begin)));
            Figures.atMost("last frame after an interrupt, p99.9", Figures.millis(last, 99.9), 20, "ms");
            Figures.atMost("last frame after an interrupt, latest", Figures.millis(last, 100), 100, "ms");
        }
    }

    private static TestServer start() {
        // Nobody is asked whether they are still there: only prompts make the server speak.
        return TestServer.start("omnichannel.relay.nudge-after=10m");
    }

    private static Turns.Result speak(TestServer server, RelayCalls calls, Duration duration) throws IOException {
        double rate = calls.all().size() / (double) PERIOD_SECONDS;
        Turns.Result warm = Turns.run(calls, rate, Duration.ZERO, duration);
        Figures.fact("%,d calls, warm-up".formatted(calls.all().size()), warm.toString());
        Cpu begin = Cpu.now(server);
        Turns.Result result = Turns.run(calls, rate, Duration.ZERO, duration);
        Cpu used = Cpu.now(server).since(begin);
        Figures.fact(
                "%,d calls, each speaking every %d s".formatted(calls.all().size(), PERIOD_SECONDS),
                result
                        + "; %s, %.0f µs of the server's processor time a turn"
                                .formatted(used, used.serverMicros(result.asked())));
        return result;
    }

    /** Each rate with calls of its own: all that are measured are as long, and none comes to its first summary. */
    private static int highest(TestServer server) throws IOException {
        int holds = 0;
        for (int rate : RATES) {
            try (RelayCalls calls = new RelayCalls(server)) {
                calls.dial(1_000);
                Cpu begin = Cpu.now(server);
                Turns.Result result = Turns.run(calls, rate, Scale.stretch(4), Scale.stretch(10));
                long waiting = server.writesWaiting();
                Figures.fact(
                        rate + " turns/s",
                        result
                                + "; %s; %,d writes behind"
                                        .formatted(Cpu.now(server).since(begin), waiting));
                // A server that only puts its writing off does not hold.
                if (result.millis(95) > HOLDS_MS || result.spokenInto() > result.asked() / 100 || waiting > rate) {
                    break;
                }
                holds = rate;
            }
        }
        return holds;
    }

    private interface Opening {
        void until(RelayCalls calls, int count) throws IOException;
    }

    /** @return kilobytes of heap a session */
    private static double weigh(TestServer server, String name, Opening opening) throws IOException {
        await().until(() -> server.socketsOpen() == 0);
        long none = server.heap();
        try (RelayCalls calls = new RelayCalls(server)) {
            opening.until(calls, 500);
            long half = server.heap();
            opening.until(calls, 1_000);
            long all = server.heap();
            Figures.fact(
                    "heap with 0, 500 and 1,000 times " + name,
                    "%.1f, %.1f, %.1f MB: %.1f kB each"
                            .formatted(none / 1e6, half / 1e6, all / 1e6, (all - none) / 1e6));
            return (all - none) / 1e6;
        }
    }
}
