package io.omnichannel.bench;

import io.omnichannel.bench.ClosedLoop.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A signed text with its durable write, beside a bare loop of the same statement on the same database; nothing is answered. */
@Tag("bench")
class SmsWebhookBench {

    /** More than a stretch can use up, made before it begins. */
    private static final int WEBHOOKS_A_SECOND = 4_000;

    private static final int AN_HOUR = 3_600;

    @Test
    void takesTextsIn() {
        try (TestServer server = TestServer.start("omnichannel.debounce=60m")) {
            Figures.machine(server);
            TwilioTexts texts = new TwilioTexts(server);
            over(server, texts, Scale.stretch(60));
            bare(server, Scale.stretch(10));
            List<Result> bare = new ArrayList<>();
            List<Result> http = new ArrayList<>();
            for (int round = 1; round <= Scale.rounds(); round++) {
                bare.add(bare(server, Scale.stretch(10)));
                Figures.fact(
                        "sms bare statement, round " + round, bare.getLast().toString());
                http.add(over(server, texts, Scale.stretch(10)));
                Figures.fact("sms webhook, round " + round, http.getLast().toString());
            }
            double statement = Medians.of(bare, Result::perSecond);
            Figures.fact("sms bare statement over 32 connections", "%.0f/s".formatted(statement));
            double webhook = Medians.of(http, Result::perSecond);
            Figures.atLeast("sms webhook at 32 connections", webhook, 1_000, "/s");
            Figures.atLeast("sms webhook, share of the bare statement's rate", 100 * webhook / statement, 50, "%");
            Figures.atMost("sms webhook p99", Medians.of(http, result -> result.millis(99)), 100, "ms");
        }
    }

    private static Result bare(TestServer server, Duration duration) {
        return ClosedLoop.run(
                duration,
                () -> new BareStatement(
                        server, "accept-message", () -> BareAccept.text(TwilioTexts.random(), AN_HOUR)));
    }

    private static Result over(TestServer server, TwilioTexts texts, Duration duration) {
        Queue<byte[]> webhooks =
                new ConcurrentLinkedQueue<>(texts.random((int) (duration.toSeconds() * WEBHOOKS_A_SECOND)));
        Cpu begin = Cpu.now(server);
        Result result = ClosedLoop.run(duration, () -> new HttpWork(server.port(), webhooks::poll, 200));
        Cpu used = Cpu.now(server).since(begin);
        Figures.fact(
                "sms webhook cost",
                "%s, %.0f µs of the server's processor time each"
                        .formatted(used, used.serverMicros(result.nanos().getTotalCount())));
        if (webhooks.isEmpty()) {
            Figures.fact("sms webhook", "the generator ran out of prepared requests");
        }
        return result;
    }
}
