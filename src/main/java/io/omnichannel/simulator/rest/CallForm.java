package io.omnichannel.simulator.rest;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of {@code POST Calls.json}, checked as Twilio does. */
record CallForm(RestForm form) {

    private static final Set<String> NAMES = Set.of(
            "To",
            "From",
            "Url",
            "Method",
            "FallbackUrl",
            "FallbackMethod",
            "Twiml",
            "StatusCallback",
            "StatusCallbackMethod",
            "StatusCallbackEvent",
            "Timeout",
            "TimeLimit",
            "SendDigits",
            "MachineDetection",
            "MachineDetectionTimeout",
            "AsyncAmd",
            "AsyncAmdStatusCallback",
            "AsyncAmdStatusCallbackMethod",
            "Record",
            "RecordingChannels",
            "RecordingTrack",
            "RecordingStatusCallback",
            "RecordingStatusCallbackMethod",
            "RecordingStatusCallbackEvent",
            "Trim",
            "CallerId",
            "CallToken",
            "CallReason");
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+\\S*");

    /** @throws RestRefusal for the first thing that is wrong */
    void check() {
        form.names().stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(unknown -> {
            throw RestRefusal.badRequest(20001, "There is no parameter " + unknown);
        });
        require(!form.value("To").isEmpty(), 21201, "No 'To' number is specified");
        require(NUMBER.matcher(form.value("To")).matches(), 21211, "Invalid 'To' Phone Number");
        require(!form.value("From").isEmpty(), 21213, "'From' phone number is required");
        require(NUMBER.matcher(form.value("From")).matches(), 21212, "Invalid 'From' Phone Number");
        require(!form.value("Url").isEmpty() || !form.value("Twiml").isEmpty(), 21205, "Url parameter is required");
        require(
                List.of("", "Enable", "DetectMessageEnd").contains(form.value("MachineDetection")),
                20001,
                "MachineDetection is Enable or DetectMessageEnd");
        for (String name : List.of("Url", "FallbackUrl", "StatusCallback", "AsyncAmdStatusCallback")) {
            String value = form.value(name);
            require(value.isEmpty() || URL.matcher(value).matches(), 21205, name + " is not a valid URL");
        }
        require(form.value("Twiml").length() <= 4_000, 21218, "Twiml is longer than 4000 characters");
    }

    private static void require(boolean right, int code, String otherwise) {
        if (!right) {
            throw RestRefusal.badRequest(code, otherwise);
        }
    }
}
