package io.omnichannel.simulator.rest;

import java.time.Instant;

/** A call that the server asked for, as Twilio's log has it; {@code status} is Twilio's word. */
public record RestCall(String sid, String from, String to, String status, Instant createdAt) {

    RestCall became(String newStatus) {
        return new RestCall(sid, from, to, newStatus, createdAt);
    }

    boolean isOver() {
        return !status.equals("queued") && !status.equals("ringing") && !status.equals("in-progress");
    }
}
