package io.omnichannel.messaging.outbox;

/** Twilio did not say what became of a request. Carries no stack trace: the circuit breaker counts it, the route goes on. */
final class TwilioTrouble extends RuntimeException {

    /** @param why for people, without anybody's number or words */
    TwilioTrouble(String why) {
        super(why, null, false, false);
    }
}
