package io.omnichannel.messaging.outbox;

import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.SwitchOutcome;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/**
 * Body: a {@link SwitchOutcome}; the variable {@code task} is the message it is about, which WhatsApp would refuse. Where the
 * switch is allowed it goes by text or by mail in its own place, else to a human.
 */
@Component("sendReroute")
class SendReroute implements Processor {

    private final Outbox outbox;
    private final OutboxWorker worker;

    SendReroute(Outbox outbox, OutboxWorker worker) {
        this.outbox = outbox;
        this.worker = worker;
    }

    @Override
    public void process(Exchange exchange) {
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        Phrases phrases = Phrases.in(task.settings().locale());
        SwitchOutcome outcome = exchange.getMessage().getBody(SwitchOutcome.class);
        Optional<Channel> by = outcome.isRefused() ? Optional.empty() : Optional.of(outcome.channel());
        String human = phrases.text(Phrase.WINDOW_HUMAN_NOTE);
        outbox.reroute(
                task.item(),
                by,
                by.map(channel -> phrases.text("WINDOW_NOTE_", channel)).orElse(human),
                human);
        // Mails have hands of their own.
        by.ifPresent(worker::wake);
    }
}
