package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import io.omnichannel.bench.TwilioCalls.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A signed incoming call with its durable write, beside a bare loop of the same statement on the same database. */
@Tag("bench")
class VoiceWebhookBench {

    /** More than a stretch can use up, made before it begins. */
    private static final int WEBHOOKS_A_SECOND = 4_000;

    @Test
    void answersIncomingCalls() {
        try (TestServer server = TestServer.start()) {
            Figures.machine(server);
            TwilioCalls calls = new TwilioCalls(server);
            over(server, calls, Scale.stretch(60));
            bare(server, Scale.stretch(10));
            List<Result> bare = new ArrayList<>();
            List<Result> http = new ArrayList<>();
            for (int round = 1; round <= Scale.rounds(); round++) {
                bare.add(bare(server, Scale.stretch(10)));
                Figures.fact(
                        "voice bare statement, round " + round, bare.getLast().toString());
                http.add(over(server, calls, Scale.stretch(10)));
                Figures.fact("voice webhook, round " + round, http.getLast().toString());
            }
            double statement = Medians.of(bare, Result::perSecond);
            Figures.fact("voice bare statement over 32 connections", "%.0f/s".formatted(statement));
            double webhook = Medians.of(http, Result::perSecond);
            Figures.fact("voice webhook at 32 connections", "%.0f/s".formatted(webhook));
            Figures.atLeast("voice webhook, share of the bare statement's rate", 100 * webhook / statement, 50, "%");
            Figures.atMost("voice webhook p50", Medians.of(http, result -> result.millis(50)), 20, "ms");
            Figures.atMost("voice webhook p99", Medians.of(http, result -> result.millis(99)), 100, "ms");
        }
    }

    private static Result bare(TestServer server, Duration duration) {
        return ClosedLoop.run(
                duration,
                () -> new BareStatement(
                        server,
                        "accept-call",
                        () -> BareAccept.call(server.url().toString(), Call.random())));
    }

    private static Result over(TestServer server, TwilioCalls calls, Duration duration) {
        Queue<byte[]> webhooks =
                new ConcurrentLinkedQueue<>(calls.random((int) (duration.toSeconds() * WEBHOOKS_A_SECOND)));
        Cpu begin = Cpu.now(server);
        Result result = ClosedLoop.run(duration, () -> new HttpWork(server.port(), webhooks::poll, 200));
        Cpu used = Cpu.now(server).since(begin);
        Figures.fact(
                "voice webhook cost",
                "%s, %.0f µs of the server's processor time each"
                        .formatted(used, used.serverMicros(result.nanos().getTotalCount())));
        if (webhooks.isEmpty()) {
            Figures.fact("voice webhook", "the generator ran out of prepared requests");
        }
        return result;
    }
}
