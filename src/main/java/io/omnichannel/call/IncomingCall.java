package io.omnichannel.call;

/**
 * A call that reached one of our numbers, in nobody's wire format.
 *
 * @param key what makes the event the same when it is delivered again
 * @param accountSid the account that signed the request; empty when nobody proved to, in observe mode
 * @param called our number, E.164
 * @param forwardedFrom the business's own number when it forwards to ours, else empty
 * @param callerName as the carrier gives it, else empty
 * @param baseUrl where the answer's URLs point
 */
public record IncomingCall(
        String key,
        String accountSid,
        String callSid,
        String called,
        String forwardedFrom,
        CallerAddress caller,
        String callerName,
        String baseUrl) {}
