package io.omnichannel.bench;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.rest.RestMessage;
import io.omnichannel.simulator.rest.SimulatedText;
import io.omnichannel.simulator.rest.TwilioRest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a message on disk to the reply in Twilio's hands: how many a second, and how long for one. Twilio says nothing more. */
@Tag("bench")
class LaneBench {

    private static final int WARM_UP = 5_000;
    private static final int FIRST = 200;
    private static final int EXPECTED_A_SECOND = 400;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void answersWithAnAgentThatThinksFor50Ms() throws Exception {
        try (TwilioRest twilio = TwilioRest.listen();
                TestServer server = start(twilio, "bench.agent-pause=50")) {
            Figures.machine(server);
            int messages = (int) Scale.stretch(15).toSeconds() * EXPECTED_A_SECOND;
            answer(server, twilio, 0, WARM_UP);
            server.analyze();
            Cpu begin = Cpu.now(server);
            List<RestMessage> replies = answer(server, twilio, WARM_UP, messages);
            Figures.fact("lanes cost", Cpu.now(server).since(begin).toString());
            // The first and the last tenth are filling and draining.
            RestMessage first = replies.get(replies.size() / 10);
            RestMessage last = replies.get(replies.size() * 9 / 10);
            double seconds = (last.nanos() - first.nanos()) / 1e9;
            Figures.atLeast(
                    "lanes with a 50 ms agent", (last.number() - first.number()) / seconds, 300, "replies handed/s");
        }
    }

    @Test
    void handsTheReplyOverSoon() throws Exception {
        try (TwilioRest twilio = TwilioRest.listen();
                TestServer server = start(twilio, "omnichannel.debounce=0s");
                HttpConnection http = HttpConnection.to(server.port())) {
            TwilioTexts texts = new TwilioTexts(server);
            Histogram nanos = new Histogram(3);
            int measured = (int) Scale.stretch(20).toSeconds() * 20;
            for (int customer = 0; customer < FIRST + measured; customer++) {
                SimulatedText text = TwilioTexts.of(customer, customer % TestServer.TENANTS);
                byte[] webhook = texts.webhook(text);
                long begin = System.nanoTime();
                http.exchange(webhook);
                RestMessage reply =
                        twilio.ledger().awaitSentTo(text.from(), 1, PATIENCE).getFirst();
                if (customer >= FIRST) {
                    nanos.recordValue(reply.nanos() - begin);
                }
            }
            Figures.atMost("message to reply handed over, p50", Figures.millis(nanos, 50), 30, "ms");
            Figures.fact("message to reply handed over, p99", "%.1f ms".formatted(Figures.millis(nanos, 99)));
        }
    }

    /** Every message is a customer's first, and on disk before the workers look. @return the replies in their order */
    private static List<RestMessage> answer(TestServer server, TwilioRest twilio, int from, int count)
            throws IOException, SQLException {
        int[] customer = {from};
        try (BareStatement accept = new BareStatement(server, "accept-message", () -> {
            SimulatedText text = TwilioTexts.of(customer[0], customer[0]++ % TestServer.TENANTS);
            return BareAccept.text(text, 0);
        })) {
            for (int i = 0; i < count; i++) {
                accept.once();
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (twilio.ledger().sent().size() < from + count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Only " + twilio.ledger().sent().size() + " of " + (from + count) + " replies came");
            }
            pause();
        }
        return twilio.ledger().sent().subList(from, from + count);
    }

    private static TestServer start(TwilioRest twilio, String... settings) {
        twilio.callbacks().silent();
        List<String> all = new java.util.ArrayList<>(List.of(settings));
        all.add("omnichannel.twilio-api-base-url=" + twilio.url());
        TestServer server = TestServer.start(all.toArray(String[]::new));
        twilio.serve(TwilioAccount.of(server.url(), server.token()));
        return server;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
