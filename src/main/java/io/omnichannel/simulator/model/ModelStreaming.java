package io.omnichannel.simulator.model;

import io.omnichannel.simulator.model.ModelAnswer.Call;
import io.omnichannel.simulator.model.ModelAnswer.End;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Streams one answer as the script has it, a write for every event so that it leaves at once. */
final class ModelStreaming {

    private static final String LAST_CHUNK = "0\r\n\r\n";

    private final ModelExchange exchange;
    private final ModelAnswer answer;
    private final Supplier<Duration> gaps;
    private final ModelEvents events;
    private final InputStream in;
    private final OutputStream out;

    ModelStreaming(ModelExchange exchange, ModelAnswer answer, ModelEvents events, InputStream in, OutputStream out) {
        this.exchange = exchange;
        this.answer = answer;
        this.gaps = answer.gaps().begin();
        this.events = events;
        this.in = in;
        this.out = out;
    }

    /** @return whether the connection can be used again */
    boolean run() throws IOException, InterruptedException {
        write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n");
        pause(answer.firstAfter());
        words();
        calls();
        return end();
    }

    private void words() throws IOException, InterruptedException {
        boolean first = true;
        for (String word : answer.words()) {
            if (first) {
                // As OpenAI does: who speaks, and at once the first word.
                write(chunk(events.role()) + chunk(events.word(word)));
            } else {
                pause(gaps.get());
                write(chunk(events.word(word)));
            }
            first = false;
        }
    }

    /** In pieces, and with the pieces of several calls mixed. */
    private void calls() throws IOException, InterruptedException {
        List<Call> calls = answer.calls();
        for (int i = 0; i < calls.size(); i++) {
            event(events.call(i, calls.get(i)));
        }
        int longest =
                calls.stream().mapToInt(call -> call.arguments().length()).max().orElse(0);
        int piece = Math.max(1, (longest + 2) / 3);
        for (int from = 0; from < longest; from += piece) {
            for (int i = 0; i < calls.size(); i++) {
                String arguments = calls.get(i).arguments();
                if (from < arguments.length()) {
                    pause(gaps.get());
                    int to = Math.min(arguments.length(), from + piece);
                    event(events.arguments(i, arguments.substring(from, to)));
                }
            }
        }
    }

    private boolean end() throws IOException {
        return switch (answer.end()) {
            case WHOLE, FILTERED -> {
                String last = chunk(events.finish(reason()));
                if (exchange.request().wantsUsage()) {
                    last += chunk(events.usage(
                            exchange.request().size(), answer.words().size()));
                }
                write(last + chunk("[DONE]") + LAST_CHUNK);
                yield true;
            }
            case STALL -> {
                // Until the client has had enough, which its side of the connection tells.
                if (in.read() < 0) {
                    exchange.hungUp();
                }
                yield false;
            }
            case CUT -> false;
            case GARBAGE -> {
                write(chunk("<html>502 Bad Gateway</html>") + chunk("{\"choices\":[{\"delta\":") + LAST_CHUNK);
                yield true;
            }
            case ERROR_EVENT -> {
                String error = ModelEvents.error("The server had an error", "server_error", null);
                write(chunk(error) + chunk("[DONE]") + LAST_CHUNK);
                yield true;
            }
        };
    }

    private String reason() {
        if (answer.end() == End.FILTERED) {
            return "content_filter";
        }
        return answer.calls().isEmpty() ? "stop" : "tool_calls";
    }

    private void event(String data) throws IOException {
        write(chunk(data));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String chunk(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + event + "\r\n";
    }

    private static void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }
}
