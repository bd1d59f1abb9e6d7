package io.omnichannel.simulator.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.command.RemoteLedger.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A customer who writes and waits for answers, one text at a time. */
final class WrittenTalk {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    // A long answer comes in several messages, one right after the other.
    private static final Duration LAST_PART = Duration.ofMillis(700);

    private final TextArguments arguments;
    private final RemoteLedger ledger;
    private final WrittenLines lines;
    private final Transcript.Screen screen;
    private long calls = -1;

    WrittenTalk(TextArguments arguments, RemoteLedger ledger, WrittenLines lines) {
        this.arguments = arguments;
        this.ledger = ledger;
        this.lines = lines;
        this.screen = lines.screen();
    }

    /** @return whether every text was taken and answered, and there was one */
    boolean run() throws IOException, InterruptedException {
        return lines.putInto(this::say);
    }

    private boolean say(String text) throws IOException, InterruptedException {
        String me = arguments.wire(arguments.from());
        Map<String, String> parameters = new LinkedHashMap<>(arguments.details());
        parameters.put("From", me);
        parameters.put("To", arguments.wire(arguments.to()));
        parameters.put("Body", text);
        long before = ledger.last(me);
        if (calls < 0) {
            calls = ledger.calls(me, Long.MAX_VALUE / 2).path("last").asLong();
        }
        int status = ledger.write(parameters);
        if (status / 100 != 2) {
            screen.line("line   " + refused(status));
            return false;
        }
        return awaitAnswer(me, before);
    }

    private boolean awaitAnswer(String me, long before) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + arguments.patience().toNanos();
        long place = before;
        boolean answered = false;
        while (System.nanoTime() < deadline) {
            List<Received> news = ledger.after(me, place);
            for (Received message : news) {
                show(message);
                place = message.number();
            }
            if (!news.isEmpty() || rings(me)) {
                answered = true;
                deadline = System.nanoTime() + LAST_PART.toNanos();
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        if (!answered) {
            screen.line("line   no answer in " + arguments.patience().toSeconds() + " s");
        }
        return answered;
    }

    /** Whether the telephone has rung; what is said first is shown once somebody picked up. */
    private boolean rings(String me) throws IOException, InterruptedException {
        boolean rang = false;
        for (JsonNode call : ledger.calls(me, calls).path("calls")) {
            String says = call.path("says").asText();
            boolean settled = !says.isEmpty()
                    || !List.of("queued", "ringing", "in-progress")
                            .contains(call.path("status").asText());
            if (!settled) {
                // It is worth waiting for.
                return true;
            }
            screen.line("phone  " + call.path("from").asText() + " calls: "
                    + (says.isEmpty() ? call.path("status").asText() : says));
            calls = call.path("number").asLong();
            rang = true;
        }
        return rang;
    }

    private void show(Received message) {
        screen.line((message.byTwilio() ? "twilio " : "agent  ") + message.body());
        if (message.errorCode() != 0) {
            screen.line("line   " + message.status() + ", error " + message.errorCode());
        } else if (message.segments() > 1) {
            screen.line("line   " + message.segments() + " segments");
        }
    }

    static String refused(int status) {
        return switch (status) {
            case 0 -> "the server did not answer";
            case 403 -> "the server refused the signature; is OMNICHANNEL_PUBLIC_URL right?";
            case 404 -> "the server does not take texts; is it an omnichannel server of this version?";
            case 503 -> "the server cannot take texts now; look at /api/v1/omnichannel/health and at its log";
            default -> "the server answered " + status;
        };
    }
}
