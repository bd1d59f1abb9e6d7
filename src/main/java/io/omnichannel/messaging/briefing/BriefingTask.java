package io.omnichannel.messaging.briefing;

import java.util.UUID;

/**
 * Something that a human is to be told by one way, claimed by this node.
 *
 * @param source the hand-off, or the call that left something
 * @param occasion {@code handoff}, {@code callback}, {@code voicemail} or {@code transcription}
 * @param way {@code note}, {@code sms}, {@code email} or {@code webhook}, as the route branches on it
 * @param attempts this one included
 * @param expired whether it is too late to try again
 */
public record BriefingTask(
        String tenant,
        UUID id,
        long fence,
        UUID conversation,
        UUID source,
        String occasion,
        String way,
        int attempts,
        boolean expired) {}
