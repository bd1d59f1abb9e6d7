package io.omnichannel.simulator.call;

import io.omnichannel.simulator.Sid;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What Twilio says about one call in every webhook (docs: TwiML, "Twilio's request to your application"). */
public final class CallParameters {

    private final CallSetup setup;
    private final String callSid;

    public CallParameters(CallSetup setup) {
        this.setup = setup;
        this.callSid = setup.isOutbound() ? setup.outboundSid : Sid.next("CA");
    }

    String callSid() {
        return callSid;
    }

    /** @param status one of Twilio's, such as {@code ringing} */
    public Map<String, String> with(String status) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", setup.account.sid());
        parameters.put("ApiVersion", "2010-04-01");
        parameters.put("CallSid", callSid);
        parameters.put("CallStatus", status);
        parameters.put("CallToken", "{\"parentCallInfoToken\":\"eyJhbGciOiJFUzI1NiJ9." + callSid + "\"}");
        parameters.put("Direction", setup.direction());
        party(parameters, "From", "Caller", setup.from);
        party(parameters, "To", "Called", setup.to);
        if (!setup.forwardedFrom.isEmpty()) {
            parameters.put("ForwardedFrom", setup.forwardedFrom);
        }
        if (setup.from.startsWith("+1")) {
            parameters.put("StirVerstat", "TN-Validation-Passed-A");
        }
        return parameters;
    }

    /** The number's status callback, which for an incoming call comes once, at the end. */
    Map<String, String> over(long seconds) {
        Map<String, String> parameters = with("completed");
        parameters.put("CallDuration", Long.toString(seconds));
        parameters.put("Duration", Long.toString((seconds + 59) / 60));
        parameters.put("Timestamp", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        parameters.put("CallbackSource", "call-progress-events");
        // Of a call that we made, the fourth of initiated, ringing, answered and completed.
        parameters.put("SequenceNumber", setup.isOutbound() ? "3" : "0");
        return parameters;
    }

    // Looked up by Twilio; mostly empty outside North America, and signed all the same.
    private static void party(Map<String, String> parameters, String name, String legacyName, String number) {
        String country = number.startsWith("+33") ? "FR" : number.startsWith("+1") ? "US" : "";
        for (String prefix : new String[] {name, legacyName}) {
            parameters.put(prefix, number);
            parameters.put(prefix + "City", "");
            parameters.put(prefix + "State", "");
            parameters.put(prefix + "Zip", "");
            parameters.put(prefix + "Country", country);
        }
    }
}
