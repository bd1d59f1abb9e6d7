package io.omnichannel.bench;

import java.io.IOException;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the way to a model and back costs: calls that speak every 8 s, five times each, to a model's double with 50 ms to its
 * first token and 20 tokens 5 ms apart; and how soon it falls silent.
 */
@Tag("bench")
class ModelBench {

    private static final int PERIOD_SECONDS = 8;
    private static final int TURNS_A_CALL = 5;
    private static final int[] RATES = {150, 200, 250, 300, 400, 500, 600, 800};
    private static final double HOLDS_MS = 30;
    private static final int INTERRUPTS = 1_000;

    @Test
    void answersByAModel() throws IOException {
        try (ModelProcess model = ModelProcess.start();
                TestServer server = TestServer.start(model.settings())) {
            Figures.machine(server);
            for (int count : new int[] {200, 500, 1_000}) {
                ModelTurns.Result result = speak(server, model, count);
                String name = "%,d calls with a model, ".formatted(count);
                if (count == 200) {
                    Figures.atMost(name + "overhead p50", result.overheadMs(50), 3, "ms");
                }
                Figures.atMost(name + "overhead p95", result.overheadMs(95), count == 200 ? 15 : 30, "ms");
                Figures.atMost(name + "jitter between tokens p99", result.jitterMs(99), 10, "ms");
            }
            Figures.fact("highest rate of turns with overhead p95 ≤ 30 ms", highest(server, model) + " turns/s");
        }
    }

    @Test
    void fallsSilentWhenInterrupted() throws IOException {
        try (ModelProcess model = ModelProcess.start();
                TestServer server = TestServer.start(model.settings());
                RelayCalls calls = new RelayCalls(server)) {
            calls.dial(20);
            Interrupts.run(calls, 100, 600, 601);
            Histogram last = Interrupts.run(calls, INTERRUPTS, 600, 601);
            Figures.fact(
                    "last frame of a model's answer after an interrupt at 600 ms",
                    "%,d interrupts: p50 %.2f ms, p99 %.2f ms"
                            .formatted(last.getTotalCount(), Figures.millis(last, 50), Figures.millis(last, 99)));
            Figures.atMost("last frame of a model's answer, p99.9", Figures.millis(last, 99.9), 20, "ms");
            Figures.atMost("last frame of a model's answer, latest", Figures.millis(last, 100), 100, "ms");
        }
    }

    /** Warm with calls of their own: those that are measured speak exactly five times. */
    private static ModelTurns.Result speak(TestServer server, ModelProcess model, int count) throws IOException {
        double rate = count / (double) PERIOD_SECONDS;
        try (RelayCalls calls = new RelayCalls(server)) {
            calls.dial(count);
            Figures.fact(
                    "%,d calls with a model, warm-up".formatted(count),
                    ModelTurns.run(calls, rate, Scale.stretch(60)).toString());
        }
        try (RelayCalls calls = new RelayCalls(server)) {
            calls.dial(count);
            return measured(
                    server,
                    model,
                    "%,d calls with a model, each speaking every %d s".formatted(count, PERIOD_SECONDS),
                    calls,
                    rate,
                    Scale.stretch(PERIOD_SECONDS * TURNS_A_CALL));
        }
    }

    private static int highest(TestServer server, ModelProcess model) throws IOException {
        int holds = 0;
        for (int rate : RATES) {
            try (RelayCalls calls = new RelayCalls(server)) {
                calls.dial(1_000);
                ModelTurns.run(calls, rate, Scale.stretch(4));
                ModelTurns.Result result =
                        measured(server, model, rate + " turns/s with a model", calls, rate, Scale.stretch(10));
                if (result.overheadMs(95) > HOLDS_MS
                        || result.spokenInto() > result.asked() / 100
                        || server.writesWaiting() > rate) {
                    break;
                }
                holds = rate;
            }
        }
        return holds;
    }

    private static ModelTurns.Result measured(
            TestServer server, ModelProcess model, String name, RelayCalls calls, double rate, Duration duration)
            throws IOException {
        Cpu begin = Cpu.now(server);
        Duration before = model.cpu();
        ModelTurns.Result result = ModelTurns.run(calls, rate, duration);
        Cpu used = Cpu.now(server).since(begin);
        double share = 100.0
                * model.cpu().minus(before).toNanos()
                / used.wall().toNanos()
                / Runtime.getRuntime().availableProcessors();
        Figures.fact(
                name,
                result
                        + "; %s, the model's double %.0f %%, %.0f µs of the server's processor time a turn"
                                .formatted(used, share, used.serverMicros(result.asked())));
        return result;
    }
}
