package io.omnichannel.simulator;

/** The server answered something that Twilio would not accept; the message names the rule, the code is Twilio's. */
public final class TwilioRuleBroken extends RuntimeException {

    private final int code;

    public TwilioRuleBroken(int code, String rule) {
        super(rule + " (Twilio error " + code + ")");
        this.code = code;
    }

    public TwilioRuleBroken(int code, String rule, Throwable cause) {
        super(rule + " (Twilio error " + code + ")", cause);
        this.code = code;
    }

    /** The number under which Twilio's debugger would show it, such as 12100 or 64101. */
    public int code() {
        return code;
    }
}
