package io.omnichannel.simulator.model;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to the double: reads requests and answers each. */
final class ModelConnection implements Runnable {

    private static final int LARGEST_BODY = 64 << 20;

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
        if (!exchange.request().streams()) {
            respond(200, "", events.whole(answer, exchange.request().size()));
            return true;
        }
        return new ModelStreaming(exchange, answer, events, in, out).run();
    }

    private void respond(int status, String headers, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        write("HTTP/1.1 " + status + " Double\r\nContent-Type: application/json\r\n" + headers + "Content-Length: "
                + body.length + "\r\n\r\n" + json);
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
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
