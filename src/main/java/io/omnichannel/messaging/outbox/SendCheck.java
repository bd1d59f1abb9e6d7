package io.omnichannel.messaging.outbox;

import io.omnichannel.twilio.PublicUrl;
import io.omnichannel.twilio.TwilioApi;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: an {@link OutboxItem} becomes a {@link SendTask}, which the variable {@code task} keeps. Runs in the sending
 * transaction: the customer's consent stays locked until the message is gone.
 */
@Component("sendCheck")
class SendCheck implements Processor {

    static final String TASK = "task";

    private final Outbox outbox;
    private final TwilioApi twilio;
    private final PublicUrl publicUrl;

    SendCheck(Outbox outbox, TwilioApi twilio, PublicUrl publicUrl) {
        this.outbox = outbox;
        this.publicUrl = publicUrl;
        this.twilio = twilio;
    }

    @Override
    public void process(Exchange exchange) {
        OutboxItem item = exchange.getMessage().getBody(OutboxItem.class);
        Outbox.Consent consent = outbox.lockConsent(item);
        // Asked last: whoever waited for a hand, or for the lock, may have used the time up.
        SendTask task = item.leaseIsOver()
                ? SendDecision.tooLate(item, consent)
                : SendDecision.of(
                        item, consent, twilio.canSend(), publicUrl.base().isPresent(), () -> outbox.templateLeft(item));
        exchange.setVariable(TASK, task);
        exchange.getMessage().setBody(task);
    }
}
