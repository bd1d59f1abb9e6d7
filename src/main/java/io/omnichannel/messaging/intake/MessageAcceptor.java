package io.omnichannel.messaging.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.messaging.DeadLetterBell;
import io.omnichannel.messaging.MergeSignal;
import io.omnichannel.messaging.NewWords;
import io.omnichannel.messaging.lane.LaneWorker;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** Body: an {@link IncomingMessage}, or a list of them, is on disk when this returns; the body goes. */
@Component("messageAcceptor")
class MessageAcceptor implements Processor {

    private final MessageIntake intake;
    private final LaneWorker lanes;
    private final LiveConversations live;
    private final GapWorker gaps;
    private final DeadLetterBell bell;
    private final MergeSignal merges;
    private final NewWords words;
    private final MeterRegistry metrics;

    MessageAcceptor(
            MessageIntake intake,
            LaneWorker lanes,
            LiveConversations live,
            GapWorker gaps,
            DeadLetterBell bell,
            MergeSignal merges,
            NewWords words,
            MeterRegistry metrics) {
        this.bell = bell;
        this.merges = merges;
        this.words = words;
        this.gaps = gaps;
        this.intake = intake;
        this.live = live;
        this.lanes = lanes;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        List<?> messages = exchange.getMessage().getBody() instanceof List<?> several
                ? several
                : List.of(exchange.getMessage().getBody());
        messages.forEach(message -> takeIn((IncomingMessage) message));
        exchange.getMessage().setBody(null);
    }

    private void takeIn(IncomingMessage message) {
        Optional<AcceptedMessage> accepted = accept(message);
        accepted.filter(AcceptedMessage::first).ifPresent(known -> announce(message, known));
        String outcome = accepted.map(AcceptedMessage::outcome).orElse("unknown_number");
        metrics.counter("omni.messages.received", "channel", message.channel().wireName(), "outcome", outcome)
                .increment();
    }

    private Optional<AcceptedMessage> accept(IncomingMessage message) {
        try {
            return intake.accept(message);
        } catch (NonTransientDataAccessResourceException
                | TransientDataAccessException
                | RecoverableDataAccessException away) {
            gaps.missed(message.ours());
            throw away;
        }
    }

    private void announce(IncomingMessage message, AcceptedMessage accepted) {
        live.written(
                accepted.conversation(),
                accepted.seq(),
                new Line(SenderRole.CUSTOMER, message.channel(), message.content()),
                accepted.laneReady() && message.isForTheAgent());
        words.written(accepted.tenant(), accepted.conversation());
        if (accepted.unparsed()) {
            bell.unread(message.channel(), accepted.conversation());
        }
        if (accepted.mergeWanted()) {
            merges.wanted();
        }
        if (accepted.laneReady()) {
            lanes.readyIn(message.debounce());
        }
    }
}
