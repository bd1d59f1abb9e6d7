package io.omnichannel.messaging.outbox;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.WhatsappWindow;
import io.omnichannel.messaging.outbox.SendTask.Decision;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Whether a message may be sent, and how: a pure rule over what the database said while the consent is locked. */
final class SendDecision {

    private SendDecision() {}

    /**
     * @param account whether there is a Twilio account to send from
     * @param address whether we know an address of ours that Twilio can ask what a call is to say
     * @param templateLeft whether another part of the message left as the template; asked outside of the window alone
     */
    static SendTask of(
            OutboxItem item, Outbox.Consent consent, boolean account, boolean address, BooleanSupplier templateLeft) {
        AgentSettings settings = consent.settings();
        if (!consent.stillOurs()) {
            return new SendTask(item, Decision.LOST, settings, Optional.empty());
        }
        Optional<SendResult> refusal = refusal(item, consent, account, address);
        if (refusal.isPresent()) {
            return new SendTask(item, Decision.REFUSE, settings, refusal);
        }
        Integer limit = limit(item, settings);
        if (limit != null && consent.spentSoon() > limit) {
            // Others of the same budget are on their way; whether they leave is known in a moment.
            Duration moment =
                    Duration.ofMillis(100 + ThreadLocalRandom.current().nextLong(900));
            return new SendTask(
                    item,
                    Decision.LATER,
                    settings,
                    Optional.of(SendResult.later(moment, "", "waits for the day's last messages")));
        }
        if (item.channel() != Channel.WHATSAPP || windowIsOpen(item, consent)) {
            return new SendTask(item, Decision.SEND, settings, Optional.empty());
        }
        if (templateLeft.getAsBoolean()) {
            return new SendTask(
                    item,
                    Decision.REFUSE,
                    settings,
                    Optional.of(
                            SendResult.suppressed("template", "the template stands for what is left of the message")));
        }
        Decision decision = settings.whatsappTemplate().isEmpty() ? Decision.REROUTE : Decision.SEND_TEMPLATE;
        return new SendTask(item, decision, settings, Optional.empty());
    }

    /** Our time is used up before anybody was asked: it is given back, and costs no attempt. */
    static SendTask tooLate(OutboxItem item, Outbox.Consent consent) {
        return consent.stillOurs()
                ? new SendTask(
                        item,
                        Decision.LATER,
                        consent.settings(),
                        Optional.of(SendResult.later(Duration.ZERO, "", "waited too long for its turn")))
                : new SendTask(item, Decision.LOST, consent.settings(), Optional.empty());
    }

    private static Optional<SendResult> refusal(
            OutboxItem item, Outbox.Consent consent, boolean account, boolean address) {
        if (consent.optedOut() && consent.stillBlocked() && !item.kind().equals("notice")) {
            return Optional.of(SendResult.suppressed(
                    "still_blocked", "Twilio blocks what the customer has asked for again, until they text START"));
        }
        if (consent.optedOut() && !item.kind().equals("notice")) {
            return Optional.of(
                    SendResult.suppressed("opted_out", "the customer wants no more messages on this channel"));
        }
        boolean agents = item.channel() == Channel.VOICE || item.kind().equals("answer") && !item.handsOver();
        if (consent.owner().equals("human") && agents) {
            return Optional.of(SendResult.suppressed("human_owns", "a human has taken the conversation over"));
        }
        if (item.expired()) {
            return Optional.of(SendResult.dead("expired", "could not be sent in time"));
        }
        if (!account && item.channel() != Channel.EMAIL) {
            return Optional.of(SendResult.dead("no_account", "set TWILIO_ACCOUNT_SID to send through Twilio"));
        }
        if (item.channel() == Channel.VOICE && !address) {
            return Optional.of(SendResult.dead(
                    "public_url_unknown", "set OMNICHANNEL_PUBLIC_URL: Twilio asks there what the call is to say"));
        }
        Integer limit = limit(item, consent.settings());
        if (limit != null && consent.spent() >= limit && item.channel() == Channel.VOICE) {
            return Optional.of(SendResult.suppressed("calls_per_day", "the tenant's calls of this day are made"));
        }
        if (limit != null && consent.spent() >= limit) {
            return Optional.of(SendResult.suppressed("over_budget", "the tenant's messages of this day are spent"));
        }
        return Optional.empty();
    }

    private static Integer limit(OutboxItem item, AgentSettings settings) {
        if (item.channel() == Channel.VOICE) {
            return settings.limits().callsPerDay();
        }
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
