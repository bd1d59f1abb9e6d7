package io.omnichannel.messaging;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.WhatsappWindow;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: an {@link OutboxItem} becomes a {@link SendTask}. Runs in the sending transaction: the customer's consent stays
 * locked until the message is gone.
 */
@Component("sendCheck")
class SendCheck implements Processor {

    private final Outbox outbox;

    SendCheck(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        OutboxItem item = exchange.getMessage().getBody(OutboxItem.class);
        Outbox.Consent consent = outbox.lockConsent(item);
        exchange.getMessage().setBody(decide(item, consent));
    }

    static SendTask decide(OutboxItem item, Outbox.Consent consent) {
        AgentSettings settings = consent.settings();
        // Nobody can be asked about a mail; had SendGrid taken it, its events would have said so by now.
        if (item.unknown() && item.channel() != Channel.EMAIL) {
            return new SendTask(item, "look_first", settings, null);
        }
        Optional<SendResult> refusal = refusal(item, consent);
        if (refusal.isPresent()) {
            return new SendTask(item, "refuse", settings, refusal.get());
        }
        if (item.channel() != Channel.WHATSAPP || windowIsOpen(consent.lastInbound(), consent.now())) {
            return new SendTask(item, "send", settings, null);
        }
        boolean template = settings.channelsConfig().whatsapp().template() != null;
        return new SendTask(item, template ? "send_template" : "reroute", settings, null);
    }

    private static Optional<SendResult> refusal(OutboxItem item, Outbox.Consent consent) {
        if (consent.optedOut() && !item.kind().equals("notice")) {
            return Optional.of(
                    SendResult.suppressed("opted_out", "the customer wants no more messages on this channel"));
        }
        if (item.expired()) {
            return Optional.of(SendResult.dead("expired", "could not be sent in time"));
        }
        Integer limit =
                switch (item.kind()) {
                    case "answer" -> consent.settings().limits().messagesPerDay();
                    case "operator" -> consent.settings().limits().operatorMessagesPerDay();
                    default -> null;
                };
        if (limit != null && consent.spentToday() > limit) {
            return Optional.of(SendResult.suppressed("over_budget", "the tenant's messages of this day are spent"));
        }
        return Optional.empty();
    }

    private static boolean windowIsOpen(Optional<Instant> lastInbound, Instant now) {
        return lastInbound.filter(at -> new WhatsappWindow(at).isOpen(now)).isPresent();
    }
}
