package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.call.CallParameters;
import io.omnichannel.simulator.call.SimulatedCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the server how a call that it asked for comes along, as far as it wanted to know. */
record CallStatusTeller(String url, List<String> events, CallParameters parameters, Webhooks webhooks) {

    /** @param status Twilio's word, which for an event differs: {@code answered} is {@code in-progress} */
    void tell(String event, String status) {
        if (url.isEmpty() || !events.contains(event)) {
            return;
        }
        Map<String, String> form = parameters.with(status);
        form.put("CallbackSource", "call-progress-events");
        form.put(
                "SequenceNumber",
                String.valueOf(
                        List.of("initiated", "ringing", "answered", "completed").indexOf(event)));
        form.put("Timestamp", MessageJson.date(java.time.Instant.now()));
        TextDelivery.post(webhooks, url, form);
    }

    /** Twilio has listened to whoever picked up (docs: AMD, "Async AMD status callback"). */
    void tellWhoAnswered(String callback, String answeredBy, SimulatedCall talk) {
        try {
            talk.awaitConnected();
        } catch (RuntimeException notConnected) {
            // Whoever picked up is told apart all the same.
        }
        Map<String, String> all = parameters.with("in-progress");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("AccountSid", all.get("AccountSid"));
        form.put("CallSid", all.get("CallSid"));
        form.put("AnsweredBy", answeredBy);
        form.put("MachineDetectionDuration", "3200");
        if (!callback.isEmpty()) {
            TextDelivery.post(webhooks, callback, form);
        }
    }
}
