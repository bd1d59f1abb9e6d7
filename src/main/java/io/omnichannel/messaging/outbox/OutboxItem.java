package io.omnichannel.messaging.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.conversation.Channel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * One message on its way to the customer, claimed by this node.
 *
 * @param kind {@code answer}, {@code operator}, {@code notice}, {@code identity} or {@code briefing}
 * @param payload what the channel's sender needs
 * @param unknown whether an earlier try may have reached the provider: then it is looked for first
 * @param abandoned whether whoever had it last never said what became of it
 * @param twice whether it was {@code unknown} even before that
 * @param attempts this one included
 * @param triedAt when it was last handed to the provider, by the database's clock
 * @param expired whether it is too late to send it
 * @param leaseEnds until when a request may begin, by {@link System#nanoTime()}
 */
public record OutboxItem(
        String tenant,
        UUID id,
        long fence,
        UUID conversation,
        UUID message,
        Channel channel,
        String kind,
        String ours,
        String theirs,
        JsonNode payload,
        boolean unknown,
        boolean abandoned,
        boolean twice,
        int attempts,
        Instant triedAt,
        boolean expired,
        long leaseEnds) {

    /** It may have left, and the provider can be asked whether it has. */
    public boolean isToBeLookedFor() {
        return unknown && channel != Channel.EMAIL;
    }

    /** It may have left, and only what the provider tells of its own accord says whether it has. */
    public boolean isToBeHeardOf() {
        return abandoned && channel == Channel.EMAIL;
    }

    /** Whether no request may begin any more: it might not be over when somebody else may take the message. */
    boolean leaseIsOver() {
        return leaseEnds - System.nanoTime() < 0;
    }

    /** Which part of its message it is, from 0. */
    int part() {
        return payload.path("part").asInt(0);
    }

    /** What is sent, without what it was cut from. */
    String body() {
        return payload.path("body").asText("");
    }

    /** Whether it is the agent's last word before a human goes on. */
    boolean handsOver() {
        return payload.path("hands_over").asBoolean(false);
    }

    /** Whether it confirms to the customer that they get our messages again. */
    boolean confirmsOptIn() {
        return payload.path("opt_in").asBoolean(false);
    }

    /** Whether an earlier try of it was the tenant's template. */
    boolean leftAsTemplate() {
        return sentAs().equals("template");
    }

    /** {@code text} or {@code template} where an earlier try says so, else empty. */
    String sentAs() {
        return payload.path("sent_as").asText("");
    }

    /** When WhatsApp said that the customer has not written for too long, if it did. */
    Optional<Instant> windowClosedAt() {
        String at = payload.path("window_closed_at").asText("");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(at).toInstant());
    }
}
