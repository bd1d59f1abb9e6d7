package io.omnichannel.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.omnichannel.conversation.Channel;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells people of a message that could not be sent or read: one line in the log and one more in the metric. */
@Component
public class DeadLetterBell {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterBell.class);
    private static final Set<String> DEAD = Set.of("dead", "failed", "undelivered");

    private final MeterRegistry metrics;

    DeadLetterBell(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** What became of a message; most become no dead letter. @param code the provider's or ours, or empty */
    public void became(String status, Channel channel, UUID id, String code) {
        if (DEAD.contains(status)) {
            ring(channel, code.isEmpty() ? status : code);
            LOG.warn(
                    "Dead letter {}: {} could not be sent ({})",
                    id,
                    channel.wireName(),
                    code.isEmpty() ? status : code);
        }
    }

    /** A customer's message that nobody can read; it is kept raw. */
    public void unread(Channel channel, UUID conversation) {
        ring(channel, "unparsed");
        LOG.warn(
                "Dead letter: {} that came cannot be read; kept raw in conversation {}",
                channel.wireName(),
                conversation);
    }

    private void ring(Channel channel, String code) {
        metrics.counter("omni.dead.letters", "channel", channel.wireName(), "code", code)
                .increment();
    }
}
