package io.omnichannel.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: an {@link IncomingMessage} is on disk when this returns; the body goes. */
@Component("messageAcceptor")
class MessageAcceptor implements Processor {

    private final MessageIntake intake;
    private final LaneWorker lanes;
    private final MeterRegistry metrics;

    MessageAcceptor(MessageIntake intake, LaneWorker lanes, MeterRegistry metrics) {
        this.intake = intake;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        IncomingMessage message = exchange.getMessage().getBody(IncomingMessage.class);
        Optional<AcceptedMessage> accepted = intake.accept(message);
        if (accepted.filter(AcceptedMessage::laneReady).isPresent()) {
            lanes.readyIn(message.debounce());
        }
        String outcome =
                accepted.map(known -> known.first() ? "accepted" : "repeated").orElse("unknown_number");
        metrics.counter("omni.messages.received", "channel", message.channel().wireName(), "outcome", outcome)
                .increment();
        exchange.getMessage().setBody(null);
    }
}
