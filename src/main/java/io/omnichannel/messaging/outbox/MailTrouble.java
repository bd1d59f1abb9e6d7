package io.omnichannel.messaging.outbox;

/** SendGrid did not say what became of a mail. Carries no stack trace: the circuit breaker counts it, the route goes on. */
final class MailTrouble extends RuntimeException {

    /** @param why for people, without anybody's address or words */
    MailTrouble(String why) {
        super(why, null, false, false);
    }
}
