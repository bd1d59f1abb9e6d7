package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What becomes of a message once Twilio has taken it, and how the server is told. */
final class MessageCarrier {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final DateTimeFormatter DONE =
            DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

    /** A stage of a message's road. */
    record Stage(String status, int errorCode) {}

    private record Pair(String business, String customer) {}

    private final RestLedger ledger;
    private final CallbackScript script;
    private final Map<String, Integer> unreachable = new ConcurrentHashMap<>();
    private final Map<Pair, Instant> lastInbound = new ConcurrentHashMap<>();
    private volatile boolean hearsEverything = true;

    MessageCarrier(RestLedger ledger, CallbackScript script) {
        this.ledger = ledger;
        this.script = script;
    }

    void unreachable(String to, int errorCode) {
        unreachable.put(to, errorCode);
    }

    void wrote(String customer, String business, Instant at) {
        lastInbound.merge(new Pair(business, customer), at, (one, other) -> one.isAfter(other) ? one : other);
    }

    void hearsEverything(boolean hears) {
        hearsEverything = hears;
    }

    /** Brings the message to its end, telling the server on the way. */
    void carry(RestMessage message, TwilioAccount account, Webhooks webhooks) {
        List<Stage> road = road(message);
        List<CallbackScript.Planned<Stage>> plan = message.statusCallback().isEmpty() ? List.of() : script.plan(road);
        // However late, doubled or lost the callbacks are: who looks the message up sees where it is.
        Stage end = road.getLast();
        ledger.became(message.sid(), end.status(), end.errorCode());
        for (CallbackScript.Planned<Stage> next : plan) {
            pause(next.after());
            tell(message, next.status(), account, webhooks);
        }
    }

    private List<Stage> road(RestMessage message) {
        List<Stage> road = new ArrayList<>(List.of(new Stage("queued", 0)));
        if (message.isWhatsapp() && !message.isTemplate() && !windowIsOpen(message)) {
            road.add(new Stage("failed", 63016));
            return road;
        }
        road.add(new Stage("sending", 0));
        road.add(new Stage("sent", 0));
        Integer error = unreachable.get(message.to());
        if (error != null) {
            road.add(new Stage("undelivered", error));
            return road;
        }
        road.add(new Stage("delivered", 0));
        if (message.isWhatsapp()) {
            road.add(new Stage("read", 0));
        }
        return road;
    }

    private boolean windowIsOpen(RestMessage message) {
        Instant wrote = lastInbound.get(new Pair(message.from(), message.to()));
        return wrote == null ? !hearsEverything : wrote.plus(WINDOW).isAfter(message.createdAt());
    }

    int tell(RestMessage message, Stage stage, TwilioAccount account, Webhooks webhooks) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("AccountSid", account.sid());
        form.put("ApiVersion", "2010-04-01");
        form.put("From", message.from());
        form.put("MessageSid", message.sid());
        form.put("MessageStatus", stage.status());
        form.put("SmsSid", message.sid());
        form.put("SmsStatus", stage.status());
        form.put("To", message.to());
        if (!message.messagingServiceSid().isEmpty()) {
            form.put("MessagingServiceSid", message.messagingServiceSid());
        }
        if (stage.errorCode() != 0) {
            form.put("ErrorCode", String.valueOf(stage.errorCode()));
        }
        if (message.isWhatsapp()) {
            form.put("ChannelPrefix", "whatsapp");
            form.put("ChannelInstallSid", "XE" + "0".repeat(32));
            if (stage.status().equals("read")) {
                form.put("EventType", "READ");
            }
        } else if (stage.status().endsWith("delivered")) {
            form.put("RawDlrDoneDate", DONE.format(Instant.now()));
        }
        return TextDelivery.post(
                        webhooks,
                        message.statusCallback(),
                        form,
                        answered -> ledger.add(new RestLedger.Told(message.sid(), stage.status(), answered)))
                .status();
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
