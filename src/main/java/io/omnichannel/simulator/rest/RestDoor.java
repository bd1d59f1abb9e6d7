package io.omnichannel.simulator.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.omnichannel.simulator.Faults;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.TwilioAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The front of the REST double: who may come in, what goes wrong, and the answer as bytes. */
final class RestDoor implements HttpHandler {

    private static final RestAnswer NOT_SIGNED_IN =
            RestAnswer.error(401, 20003, "Authenticate").with("WWW-Authenticate", "Basic realm=\"Twilio API\"");

    private final TwilioRest twilio;

    RestDoor(TwilioRest twilio) {
        this.twilio = twilio;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            RestRequest request = RestRequest.read(exchange);
            if (!isSignedIn(exchange)) {
                send(exchange, NOT_SIGNED_IN);
                return;
            }
            if (request.steps().getFirst().equals("simulator")) {
                send(exchange, answer(request));
                return;
            }
            answer(exchange, request, faults(request));
        } catch (RestRefusal unreadable) {
            send(exchange, unreadable.answer());
        }
    }

    private Faults faults(RestRequest request) {
        if (!request.isPost()) {
            return twilio.lookupFaults();
        }
        return ConversationPaths.isOne(request.steps()) ? twilio.conversationFaults() : twilio.faults();
    }

    private void answer(HttpExchange exchange, RestRequest request, Faults faults) throws IOException {
        Fault fault = faults.draw();
        switch (fault) {
            case TOO_MANY, TOO_MANY_RETRY_AFTER -> {
                RestAnswer busy = RestAnswer.error(429, 20429, "Too Many Requests");
                String seconds = String.valueOf(faults.retryAfter().toSeconds());
                finish(exchange, request, fault == Fault.TOO_MANY ? busy : busy.with("Retry-After", seconds));
            }
            case ERROR_BEFORE -> finish(exchange, request, internalError());
            // Closing without an answer breaks the line.
            case RESET_BEFORE -> note(request, Optional.empty(), 0);
            case ERROR_AFTER -> {
                RestAnswer taken = answer(request);
                note(request, sid(taken), 500);
                send(exchange, taken.isError() ? taken : internalError());
            }
            case RESET_AFTER -> note(request, sid(answer(request)), 0);
            case SLOW -> {
                RestAnswer taken = answer(request);
                pause(faults);
                finish(exchange, request, taken);
            }
            case NONE -> finish(exchange, request, answer(request));
        }
    }

    private RestAnswer answer(RestRequest request) {
        try {
            return twilio.answer(request);
        } catch (RestRefusal refused) {
            return refused.answer();
        }
    }

    private void finish(HttpExchange exchange, RestRequest request, RestAnswer answer) throws IOException {
        note(request, answer.status() == 201 ? sid(answer) : Optional.empty(), answer.status());
        send(exchange, answer);
    }

    private void note(RestRequest request, Optional<String> sid, int status) {
        if (request.isPost()) {
            twilio.ledger().add(new RestLedger.Attempt(request.steps().getLast(), sid, status));
        }
    }

    private static Optional<String> sid(RestAnswer answer) {
        return Optional.of(answer.json().path("sid").asText("")).filter(sid -> !sid.isEmpty());
    }

    private boolean isSignedIn(HttpExchange exchange) {
        TwilioAccount account = twilio.account();
        String expected = "Basic "
                + Base64.getEncoder()
                        .encodeToString((account.sid() + ":" + account.authToken()).getBytes(StandardCharsets.UTF_8));
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static RestAnswer internalError() {
        return RestAnswer.error(500, 20500, "Internal Server Error");
    }

    private static void send(HttpExchange exchange, RestAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static void pause(Faults faults) {
        try {
            Thread.sleep(faults.slowness());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
