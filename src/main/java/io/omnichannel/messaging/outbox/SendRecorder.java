package io.omnichannel.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.messaging.DeadLetterBell;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: a {@link SendResult}; the variable {@code item} is the message it is about. */
@Component("sendRecorder")
class SendRecorder implements Processor {

    static final String ITEM = "item";

    private final Outbox outbox;
    private final OutboxWorker worker;
    private final DeadLetterBell bell;
    private final MeterRegistry metrics;

    SendRecorder(Outbox outbox, OutboxWorker worker, DeadLetterBell bell, MeterRegistry metrics) {
        this.outbox = outbox;
        this.worker = worker;
        this.bell = bell;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        OutboxItem item = exchange.getVariable(ITEM, OutboxItem.class);
        SendResult result = exchange.getMessage().getBody(SendResult.class).about(item);
        SendTask task = exchange.getVariable(SendCheck.TASK, SendTask.class);
        if (task != null && item.confirmsOptIn() && result.errorCode().equals(SendRefusal.BLOCKED)) {
            // Refused after the transaction: a human is told then, with the conversation locked before the consent.
            outbox.keepBlocked(item);
            exchange.setVariable(SendCheck.TASK, task.refused(result));
            return;
        }
        if (!outbox.record(item, result)) {
            return;
        }
        if (result.status().equals("queued") || result.status().equals("unknown")) {
            worker.readyIn(result.retryIn());
        }
        bell.became(result.status(), item.channel(), item.id(), result.errorCode());
        metrics.counter("omni.messages.sent", "channel", item.channel().wireName(), "outcome", result.status())
                .increment();
    }
}
