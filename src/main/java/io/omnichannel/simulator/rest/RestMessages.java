package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Sid;
import io.omnichannel.simulator.TwilioAccount;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.call.CallSetup;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The Messages resource: create, fetch, list. */
final class RestMessages {

    private final RestLedger ledger;
    private final MessageCarrier carrier;
    private final OptOutBook optOuts;
    private final Executor threads;
    private final Supplier<Instant> now;

    RestMessages(
            RestLedger ledger, MessageCarrier carrier, OptOutBook optOuts, Executor threads, Supplier<Instant> now) {
        this.ledger = ledger;
        this.carrier = carrier;
        this.optOuts = optOuts;
        this.threads = threads;
        this.now = now;
    }

    /** @throws RestRefusal what Twilio would refuse at once */
    RestAnswer create(RestRequest request, TwilioAccount account, Webhooks webhooks) {
        if (!request.isForm()) {
            ledger.violation("A message is posted as application/x-www-form-urlencoded");
        }
        MessageForm form = new MessageForm(request.form());
        form.check();
        RestMessage message = message(form, request);
        if (!message.isWhatsapp() && optOuts.isBlocked(message.from(), message.to())) {
            throw RestRefusal.badRequest(21610, "Attempt to send to unsubscribed recipient");
        }
        RestMessage taken = ledger.add(message);
        threads.execute(() -> carrier.carry(taken, account, webhooks));
        return RestAnswer.of(201, new MessageJson(account.sid()).of(taken));
    }

    RestAnswer fetch(String sid, TwilioAccount account) {
        RestMessage message = ledger.message(sid)
                .orElseThrow(() -> new RestRefusal(404, 20404, "The requested resource was not found"));
        return RestAnswer.of(200, new MessageJson(account.sid()).of(message));
    }

    RestAnswer list(RestRequest request, TwilioAccount account) {
        return new MessageList(new MessageJson(account.sid()), request.query()).page(ledger.messages());
    }

    private RestMessage message(MessageForm form, RestRequest request) {
        String service = form.service();
        String channel = form.to().startsWith("whatsapp:") ? "whatsapp:" : "";
        // A service chooses among its numbers; ours has one.
        String from = request.form().first("From").orElse(channel + CallSetup.DEMO_NUMBER);
        int segments = channel.isEmpty() && !form.body().isEmpty() ? SmsSegments.of(form.body()) : 1;
        return new RestMessage(
                0,
                Sid.next(form.mediaUrls().isEmpty() ? "SM" : "MM"),
                "outbound-api",
                from,
                form.to(),
                form.body(),
                List.copyOf(form.mediaUrls()),
                form.contentSid(),
                request.form().value("ContentVariables"),
                service,
                request.form().value("StatusCallback"),
                segments,
                service.isEmpty() ? "queued" : "accepted",
                0,
                now.get(),
                System.nanoTime());
    }
}
