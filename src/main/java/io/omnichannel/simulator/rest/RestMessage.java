package io.omnichannel.simulator.rest;

import java.time.Instant;
import java.util.List;

/**
 * A message as Twilio's log has it, in either direction.
 *
 * @param number its place in the log, from 1
 * @param direction {@code inbound}, {@code outbound-api} or, where Twilio itself answered, {@code outbound-reply}
 * @param from with the channel's prefix
 * @param to with the channel's prefix
 * @param contentSid of a template, else empty
 * @param status Twilio's word
 * @param errorCode 0 without one
 * @param nanos when it was taken, by {@link System#nanoTime()}
 */
public record RestMessage(
        long number,
        String sid,
        String direction,
        String from,
        String to,
        String body,
        List<String> mediaUrls,
        String contentSid,
        String contentVariables,
        String messagingServiceSid,
        String statusCallback,
        int segments,
        String status,
        int errorCode,
        Instant createdAt,
        long nanos) {

    boolean isWhatsapp() {
        return to.startsWith("whatsapp:");
    }

    boolean isTemplate() {
        return !contentSid.isEmpty();
    }

    public boolean isInbound() {
        return direction.equals("inbound");
    }

    RestMessage numbered(long place) {
        return copy(place, status, errorCode);
    }

    RestMessage became(String newStatus, int newErrorCode) {
        return copy(number, newStatus, newErrorCode);
    }

    private RestMessage copy(long place, String newStatus, int newErrorCode) {
        return new RestMessage(
                place,
                sid,
                direction,
                from,
                to,
                body,
                mediaUrls,
                contentSid,
                contentVariables,
                messagingServiceSid,
                statusCallback,
                segments,
                newStatus,
                newErrorCode,
                createdAt,
                nanos);
    }
}
