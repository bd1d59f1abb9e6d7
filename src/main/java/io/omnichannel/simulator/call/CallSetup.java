package io.omnichannel.simulator.call;

import io.omnichannel.simulator.TwilioAccount;

/** One call to make: who calls whom, and how the rest of the world behaves. Every wait is zero unless it is set. */
public final class CallSetup {

    /** The demo tenant's number. */
    public static final String DEMO_NUMBER = "+33199000001";

    private static final String WEBHOOKS = "/webhooks/omnichannel";

    final TwilioAccount account;
    String from = "+33612345678";
    String to = DEMO_NUMBER;
    String forwardedFrom = "";
    String outboundSid = "";
    String twiml = "";
    String voiceUrl = WEBHOOKS + "/voice";
    String fallbackUrl = "";
    String statusCallback = WEBHOOKS + "/call-status";
    DialOutcome dialOutcome = DialOutcome.COMPLETED;
    double wordsPerSecond = Double.POSITIVE_INFINITY;
    CallListener listener = new CallListener() {};

    private CallSetup(TwilioAccount account) {
        this.account = account;
    }

    /** A call to the demo tenant's number, whose end is told to the server. */
    public static CallSetup of(TwilioAccount account) {
        return new CallSetup(account);
    }

    public CallSetup from(String number) {
        from = number;
        return this;
    }

    public CallSetup to(String number) {
        to = number;
        return this;
    }

    /** The business's own number, when it forwarded the call. */
    public CallSetup forwardedFrom(String number) {
        forwardedFrom = number;
        return this;
    }

    /** Our call to somebody, who has picked up. @param callSid as it was told when the call was asked for */
    public CallSetup outbound(String callSid) {
        outboundSid = callSid;
        return this;
    }

    /** Followed instead of the voice URL's. @param document "" for none */
    public CallSetup twiml(String document) {
        twiml = document;
        return this;
    }

    boolean isOutbound() {
        return !outboundSid.isEmpty();
    }

    String direction() {
        return isOutbound() ? "outbound-api" : "inbound";
    }

    /** @param path on the server, or a URL */
    public CallSetup voiceUrl(String path) {
        voiceUrl = path;
        return this;
    }

    /** Asked when TwiML cannot be fetched or executed. @param path on the server, or a URL; "" for nobody */
    public CallSetup fallbackUrl(String path) {
        fallbackUrl = path;
        return this;
    }

    /** Told when the call is over. @param path on the server, or a URL; "" for nobody */
    public CallSetup statusCallback(String path) {
        statusCallback = path;
        return this;
    }

    /** How every {@code <Dial>} of this call ends. */
    public CallSetup dialOutcome(DialOutcome outcome) {
        dialOutcome = outcome;
        return this;
    }

    /** How fast the agent's words are heard; at once unless set. A person speaks about 2.6. */
    public CallSetup wordsPerSecond(double rate) {
        wordsPerSecond = rate;
        return this;
    }

    public CallSetup listener(CallListener listener) {
        this.listener = listener;
        return this;
    }
}
