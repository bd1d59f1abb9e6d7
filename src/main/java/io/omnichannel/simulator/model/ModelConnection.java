package io.omnichannel.simulator.model;

import io.omnichannel.simulator.model.ModelAnswer.Call;
import io.omnichannel.simulator.model.ModelAnswer.End;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One connection to the double: reads requests and answers each, with a write for every event so that it leaves at once. */
final class ModelConnection implements Runnable {

    private static final int LARGEST_BODY = 64 << 20;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ModelDouble model;
    private final Socket socket;
    private InputStream in;
    private OutputStream out;

    ModelConnection(ModelDouble model, Socket socket) {
        this.model = model;
        this.socket = socket;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
            while (serve()) {
                // The next request of the same client.
            }
        } catch (IOException gone) {
            // The client has hung up; the exchange it concerns knows.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean serve() throws IOException, InterruptedException {
        String start = line();
        if (start.isEmpty()) {
            return false;
        }
        Map<String, String> headers = headers();
        byte[] body =
                in.readNBytes(Math.min(LARGEST_BODY, Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        String[] words = start.split(" ");
        String path = words[1].replaceFirst("\\?.*", "");
        if (words[0].equals("GET") && path.equals("/v1/models")) {
            respond(200, "", ModelEvents.models());
        } else if (!words[0].equals("POST") || !path.equals("/v1/chat/completions")) {
            respond(404, "", ModelEvents.error("Unknown request URL", "invalid_request_error", "unknown_url"));
        } else {
            return complete(headers, body);
        }
        return true;
    }

    /** @return whether the connection can be used again */
    private boolean complete(Map<String, String> headers, byte[] body) throws IOException, InterruptedException {
        String authorization = headers.getOrDefault("authorization", "");
        if (!model.key().isEmpty() && !authorization.equals("Bearer " + model.key())) {
            respond(
                    401,
                    "",
                    ModelEvents.error("Incorrect API key provided", "invalid_request_error", "invalid_api_key"));
            return true;
        }
        if (!headers.getOrDefault("content-type", "").startsWith("application/json")) {
            respond(400, "", ModelEvents.error("you must send JSON", "invalid_request_error", null));
            return true;
        }
        ModelRequest request;
        try {
            request = ModelRequest.read(body);
        } catch (ModelRequest.Wrong wrong) {
            model.refused(wrong.getMessage());
            respond(400, "", ModelEvents.error(wrong.getMessage(), "invalid_request_error", null));
            return true;
        }
        ModelExchange exchange = model.took(request, authorization);
        try {
            return answer(exchange, model.script().answer(request));
        } catch (IOException hungUp) {
            exchange.hungUp();
            throw hungUp;
        } finally {
            exchange.over();
        }
    }

    private boolean answer(ModelExchange exchange, ModelAnswer answer) throws IOException, InterruptedException {
        if (answer.status() != 200) {
            String retry = answer.retryAfter().isNegative()
                    ? ""
                    : "Retry-After: " + answer.retryAfter().toSeconds() + "\r\n";
            respond(answer.status(), retry, ModelEvents.error("Refused by the script", answer.code(), answer.code()));
            return true;
        }
        ModelEvents events = new ModelEvents(exchange.request().model());
        int prompt = exchange.request().json().toString().length() / 4;
        if (!exchange.request().streams()) {
            respond(200, "", events.whole(answer, prompt));
            return true;
        }
        write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n");
        pause(answer.firstAfter());
        stream(exchange, answer, events);
        return end(exchange, answer, events, prompt);
    }

    private void stream(ModelExchange exchange, ModelAnswer answer, ModelEvents events)
            throws IOException, InterruptedException {
        if (answer.words().isEmpty() && answer.calls().isEmpty()) {
            return;
        }
        boolean first = true;
        for (String word : answer.words()) {
            if (first) {
                // As OpenAI does: who speaks, and at once the first word.
                write(chunk(events.role()) + chunk(events.word(word)));
            } else {
                pause(answer.gap());
                write(chunk(events.word(word)));
            }
            first = false;
            exchange.wrote();
        }
        List<Call> calls = answer.calls();
        for (int i = 0; i < calls.size(); i++) {
            event(exchange, events.call(i, calls.get(i)));
        }
        // In pieces, and with the pieces of several calls mixed.
        int longest =
                calls.stream().mapToInt(call -> call.arguments().length()).max().orElse(0);
        int piece = Math.max(1, (longest + 2) / 3);
        for (int from = 0; from < longest; from += piece) {
            for (int i = 0; i < calls.size(); i++) {
                String arguments = calls.get(i).arguments();
                if (from < arguments.length()) {
                    pause(answer.gap());
                    event(
                            exchange,
                            events.arguments(i, arguments.substring(from, Math.min(arguments.length(), from + piece))));
                }
            }
        }
    }

    private boolean end(ModelExchange exchange, ModelAnswer answer, ModelEvents events, int prompt)
            throws IOException, InterruptedException {
        switch (answer.end()) {
            case WHOLE, FILTERED -> {
                String reason = answer.end() == End.FILTERED
                        ? "content_filter"
                        : answer.calls().isEmpty() ? "stop" : "tool_calls";
                String last = chunk(events.finish(reason));
                if (exchange.request().wantsUsage()) {
                    last += chunk(events.usage(prompt, answer.words().size()));
                }
                write(last + chunk("[DONE]"));
                out.write(LAST_CHUNK);
                return true;
            }
            case STALL -> {
                // Until the client has had enough, which its side of the connection tells.
                if (in.read() < 0) {
                    exchange.hungUp();
                }
                return false;
            }
            case CUT -> {
                return false;
            }
            case GARBAGE -> {
                write(chunk("<html>502 Bad Gateway</html>") + chunk("{\"choices\":[{\"delta\":"));
                out.write(LAST_CHUNK);
                return true;
            }
            case ERROR_EVENT -> {
                write(chunk(ModelEvents.error("The server had an error", "server_error", null)) + chunk("[DONE]"));
                out.write(LAST_CHUNK);
                return true;
            }
        }
        return false;
    }

    private void event(ModelExchange exchange, String data) throws IOException {
        write(chunk(data));
        exchange.wrote();
    }

    private static String chunk(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + event + "\r\n";
    }

    private void respond(int status, String headers, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        write("HTTP/1.1 " + status + " Double\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.length + "\r\n\r\n" + json);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(Duration time) throws InterruptedException {
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Up to the end of the line; empty at the end of the connection. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.isEmpty()) {
                    return "";
                }
                throw new EOFException("The request ends in its head");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
