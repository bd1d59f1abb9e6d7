package io.omnichannel.call;

import java.util.regex.Pattern;

/**
 * Who calls, as far as the caller can be told apart.
 *
 * @param kind {@code phone}, {@code client}, {@code sip} or {@code withheld}
 * @param address E.164, the client or SIP address, or for a withheld number the call itself, so that it is never reused
 */
public record CallerAddress(String kind, String address) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{3,14}");

    /** @param from Twilio's {@code From}, which may be a word such as {@code anonymous} */
    public static CallerAddress of(String from, String callSid) {
        if (E164.matcher(from).matches()) {
            return new CallerAddress("phone", from);
        }
        if (from.startsWith("client:")) {
            return new CallerAddress("client", from);
        }
        if (from.startsWith("sip:") || from.startsWith("sips:")) {
            return new CallerAddress("sip", from);
        }
        return new CallerAddress("withheld", callSid);
    }
}
