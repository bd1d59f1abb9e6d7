package io.omnichannel.call;

/**
 * Twilio asks what comes next in a call.
 *
 * @param key what makes the event the same when it is delivered again
 * @param accountSid the account that signed the request; empty when nobody proved to, in observe mode
 * @param step empty after the relay session, else {@code dial} or {@code voicemail}
 * @param callStatus {@code in-progress} while the caller is there
 * @param sessionStatus {@code ended} by us, {@code completed} by the caller, {@code failed}; empty for other steps
 * @param handOff whether our own end of the session asked for a human
 * @param handoffData what our end of the session said about it, or empty
 * @param dialStatus how the dialled call ended, else empty
 * @param recorded whether the caller has left a message
 */
public record CallStep(
        String key,
        String accountSid,
        String callSid,
        String step,
        String callStatus,
        String sessionStatus,
        boolean handOff,
        String handoffData,
        String dialStatus,
        boolean recorded,
        String baseUrl) {}
