package io.omnichannel.simulator.mail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.omnichannel.simulator.Faults;
import io.omnichannel.simulator.Faults.Fault;
import io.omnichannel.simulator.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * SendGrid's {@code POST /v3/mail/send} from its documentation, strict, with the ways in which the real one fails; what it
 * took it tells the server as events. Safe for several threads.
 */
public final class SendGridRest implements HttpHandler {

    public static final String PATH = "/v3/";

    private static final int MAX_BODY = 30 * 1024 * 1024;
    private static final List<String> ROAD = List.of("processed", "delivered");

    private final String apiKey = "SG." + UUID.randomUUID().toString().replace("-", "");
    private final Executor threads;
    private final Supplier<SendGridWebhooks> webhooks;
    private final MailLedger ledger = new MailLedger();
    private final Faults faults = new Faults();
    private volatile boolean telling = true;

    public SendGridRest(Executor threads, Supplier<SendGridWebhooks> webhooks) {
        this.threads = threads;
        this.webhooks = webhooks;
    }

    /** What {@code SENDGRID_API_KEY} is set to. */
    public String apiKey() {
        return apiKey;
    }

    public MailLedger ledger() {
        return ledger;
    }

    /** What goes wrong with requests to send. */
    public Faults faults() {
        return faults;
    }

    /** Whether the server is told what becomes of a mail, as with SendGrid's Event Webhook switched on. */
    public void tells(boolean whatHappens) {
        telling = whatHappens;
    }

    /** Delivers a mail to the server, parsed. @return the status of the answer, 0 for none */
    public int deliver(SimulatedMail mail) {
        return deliver(InboundParseForm.parsed(mail));
    }

    /** Delivers a mail to the server. @return the status of the answer, 0 for none */
    public int deliver(InboundParseForm form) {
        return webhooks.get().mail(form.contentType(), form.bytes());
    }

    /** One event of a mail, as the Event Webhook has it; more can be put into it. */
    public static ObjectNode event(SentMail mail, String kind) {
        ObjectNode event = StrictJson.JSON
                .createObjectNode()
                .put("email", mail.to())
                .put("timestamp", Instant.now().getEpochSecond())
                .put("smtp-id", mail.messageId())
                .put("event", kind)
                .put("sg_event_id", UUID.randomUUID().toString())
                .put("sg_message_id", mail.id() + ".recvd-5f5fc76c-9.0");
        mail.arguments().forEach(event::put);
        return event;
    }

    /** Tells the server, in one batch. @return the status of the answer, 0 for none */
    public int tell(ObjectNode... events) {
        ArrayNode batch = StrictJson.JSON.createArrayNode();
        batch.addAll(List.of(events));
        // As SendGrid's JSON ends.
        return webhooks.get().events((batch + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
            boolean send = exchange.getRequestURI().getPath().equals("/v3/mail/send");
            if (!("Bearer " + apiKey).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                refuse(exchange, 401, "", "The provided authorization grant is invalid, expired, or revoked");
            } else if (!send || !exchange.getRequestMethod().equals("POST")) {
                refuse(exchange, send ? 405 : 404, "", send ? "Method not allowed" : "Not found");
            } else {
                answer(exchange, body, faults.draw());
            }
        }
    }

    private void answer(HttpExchange exchange, byte[] body, Fault fault) throws IOException {
        switch (fault) {
            case TOO_MANY, TOO_MANY_RETRY_AFTER -> {
                Instant reset = Instant.now().plus(faults.retryAfter());
                exchange.getResponseHeaders().set("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()));
                refuse(exchange, 429, "", "too many requests");
            }
            case ERROR_BEFORE -> refuse(exchange, 500, "", "Internal Server Error");
            case RESET_BEFORE -> ledger.answered(0);
            case ERROR_AFTER -> {
                if (take(exchange, body).isPresent()) {
                    refuse(exchange, 500, "", "Internal Server Error");
                }
            }
            case RESET_AFTER -> {
                if (take(exchange, body).isPresent()) {
                    ledger.answered(0);
                }
            }
            case SLOW -> {
                pause(faults.slowness());
                accept(exchange, body);
            }
            case NONE -> accept(exchange, body);
        }
    }

    private void accept(HttpExchange exchange, byte[] body) throws IOException {
        Optional<SentMail> taken = take(exchange, body);
        if (taken.isPresent()) {
            ledger.answered(202);
            exchange.getResponseHeaders().set("X-Message-Id", taken.get().id());
            exchange.sendResponseHeaders(202, -1);
        }
    }

    /** Empty when it was refused, and answered so. */
    private Optional<SentMail> take(HttpExchange exchange, byte[] body) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith("application/json")) {
            ledger.violation("Mail is sent as application/json, not as " + type);
        }
        try {
            SentMail taken = ledger.add(MailRequest.read(body).check());
            if (telling) {
                threads.execute(() -> ROAD.forEach(kind -> tell(event(taken, kind))));
            }
            return Optional.of(taken);
        } catch (MailRequest.Wrong wrong) {
            ledger.violation(wrong.field() + ": " + wrong.getMessage());
            refuse(exchange, 400, wrong.field(), wrong.getMessage());
            return Optional.empty();
        }
    }

    private void refuse(HttpExchange exchange, int status, String field, String message) throws IOException {
        ledger.answered(status);
        ObjectNode json = StrictJson.JSON.createObjectNode();
        json.putArray("errors")
                .addObject()
                .put("message", message)
                .put("field", field.isEmpty() ? null : field)
                .putNull("help");
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
