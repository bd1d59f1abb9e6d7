package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.WebhookAnswer;
import io.omnichannel.simulator.Webhooks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What customers write: into Twilio's log first, to the server's webhook then. Safe for several threads. */
final class InboundTexts {

    private static final String WEBHOOKS = "/webhooks/omnichannel";

    private final RestLedger ledger;
    private final MessageCarrier carrier;
    private final OptOutBook optOuts;
    private final Supplier<Instant> now;
    private volatile boolean handlesOptOut = true;

    InboundTexts(RestLedger ledger, MessageCarrier carrier, OptOutBook optOuts, Supplier<Instant> now) {
        this.ledger = ledger;
        this.carrier = carrier;
        this.optOuts = optOuts;
        this.now = now;
    }

    void handlesOptOut(boolean handles) {
        handlesOptOut = handles;
    }

    /** The message is in Twilio's log; for STOP and its like Twilio answers itself. */
    void receive(SimulatedText text) {
        ledger.add(inbound(text, "inbound", text.from(), text.to(), text.body()));
        if (text.isWhatsapp()) {
            carrier.wrote(text.from(), text.to(), now.get());
        } else if (handlesOptOut) {
            optOuts.received(text.from(), text.to(), text.body())
                    .ifPresent(own -> ledger.add(inbound(
                            SimulatedText.sms(text.to(), text.from(), own),
                            "outbound-reply",
                            text.to(),
                            text.from(),
                            own)));
        }
    }

    private RestMessage inbound(SimulatedText text, String direction, String from, String to, String body) {
        List<String> media = text.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith("MediaUrl"))
                .map(Map.Entry::getValue)
                .toList();
        String service = text.parameters().getOrDefault("MessagingServiceSid", "");
        String status = direction.equals("inbound") ? "received" : "delivered";
        return new RestMessage(
                0,
                text.sid(),
                direction,
                from,
                to,
                body,
                media,
                "",
                "",
                service,
                "",
                1,
                status,
                0,
                now.get(),
                System.nanoTime());
    }

    /** Hands it to the server. @return how the webhook was answered, 0 for not at all */
    int post(SimulatedText text, TwilioAccount account, Webhooks webhooks) {
        SimulatedText signed = text.with("AccountSid", account.sid());
        String path = WEBHOOKS + (text.isWhatsapp() ? "/whatsapp" : "/sms");
        WebhookAnswer answer = TextDelivery.post(webhooks, account.url(path), signed.parameters());
        String fault = TextDelivery.fault(answer);
        if (!fault.isEmpty()) {
            ledger.violation(fault);
        }
        ledger.add(new RestLedger.Told(text.sid(), "inbound", answer.status()));
        return answer.status();
    }
}
