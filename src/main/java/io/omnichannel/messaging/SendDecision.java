package io.omnichannel.messaging;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.WhatsappWindow;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Whether a message may be sent, and how: a pure rule over what the database said while the consent is locked. */
final class SendDecision {

    private SendDecision() {}

    /** @param account whether there is a Twilio account to send from */
    static SendTask of(OutboxItem item, Outbox.Consent consent, boolean account) {
        AgentSettings settings = consent.settings();
        if (!consent.stillOurs()) {
            return new SendTask(item, "lost", settings, null);
        }
        Optional<SendResult> refusal = refusal(item, consent, account);
        if (refusal.isPresent()) {
            return new SendTask(item, "refuse", settings, refusal.get());
        }
        Integer limit = limit(item, settings);
        if (limit != null && consent.spentSoon() > limit) {
            // Others of the same budget are on their way; whether they leave is known in a moment.
            Duration moment =
                    Duration.ofMillis(100 + ThreadLocalRandom.current().nextLong(900));
            return new SendTask(
                    item, "later", settings, SendResult.later(moment, "", "waits for the day's last messages"));
        }
        if (item.channel() != Channel.WHATSAPP || windowIsOpen(item, consent)) {
            return new SendTask(item, "send", settings, null);
        }
        if (settings.channelsConfig().whatsapp().template() == null) {
            return new SendTask(item, "reroute", settings, null);
        }
        return item.part() == 0
                ? new SendTask(item, "send_template", settings, null)
                : new SendTask(
                        item,
                        "refuse",
                        settings,
                        SendResult.suppressed("template", "the template stands for the whole message"));
    }

    private static Optional<SendResult> refusal(OutboxItem item, Outbox.Consent consent, boolean account) {
        if (consent.optedOut() && !item.kind().equals("notice")) {
            return Optional.of(
                    SendResult.suppressed("opted_out", "the customer wants no more messages on this channel"));
        }
        if (consent.owner().equals("human") && item.kind().equals("answer") && !item.handsOver()) {
            return Optional.of(SendResult.suppressed("human_owns", "a human has taken the conversation over"));
        }
        if (item.expired()) {
            return Optional.of(SendResult.dead("expired", "could not be sent in time"));
        }
        if (!account && item.channel() != Channel.EMAIL) {
            return Optional.of(SendResult.dead("no_account", "set TWILIO_ACCOUNT_SID to send through Twilio"));
        }
        Integer limit = limit(item, consent.settings());
        if (limit != null && consent.spent() >= limit) {
            return Optional.of(SendResult.suppressed("over_budget", "the tenant's messages of this day are spent"));
        }
        return Optional.empty();
    }

    private static Integer limit(OutboxItem item, AgentSettings settings) {
        return switch (item.kind()) {
            case "answer" -> settings.limits().messagesPerDay();
            case "operator" -> settings.limits().operatorMessagesPerDay();
            default -> null;
        };
    }

    private static boolean windowIsOpen(OutboxItem item, Outbox.Consent consent) {
        return consent.lastInbound()
                .filter(at -> new WhatsappWindow(at).isOpen(consent.now()))
                // WhatsApp knows better, until the customer writes again.
                .filter(at -> item.windowClosedAt().filter(at::isBefore).isEmpty())
                .isPresent();
    }
}
