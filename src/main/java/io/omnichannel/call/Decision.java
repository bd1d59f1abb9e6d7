package io.omnichannel.call;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a call, as the statements of {@code sql/accept-call.sql}, {@code sql/accept-outbound-call.sql} and {@code sql/accept-call-step.sql} name it. */
public enum Decision {
    CONNECT,
    VOICE_OFF,
    BUSY,
    /** The calls of {@code limits.calls_per_day} are made. */
    DAY_SPENT,
    RESUME,
    DIAL,
    HANG_UP,
    /** Nobody answered, and the agent has the conversation back. */
    UNANSWERED,
    BACK_TO_AGENT,
    /** A human is waited for. */
    CALLBACK,
    VOICEMAIL,
    VOICEMAIL_EMPTY,
    VOICEMAIL_TAKEN,
    GIVE_UP,
    NOBODY_REACHABLE,
    /** A call of ours that is no longer wanted when it is answered. */
    WITHDRAWN,
    /** No statement says so: the number belongs to nobody. */
    UNKNOWN_NUMBER,
    /** No statement says so: we never took the call, or no longer know it. */
    UNKNOWN_CALL;

    /** As SQL and routes write it: {@code hang_up}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** So that a route may ask {@code ${body.decision} == 'connect'}. */
    @Override
    public String toString() {
        return wireName();
    }
}
