package io.omnichannel.simulator;

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
}
