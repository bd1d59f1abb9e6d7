package io.omnichannel.simulator.rest;

import io.omnichannel.simulator.Sid;
import io.omnichannel.simulator.TwilioAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A text message or WhatsApp message that somebody writes to us; immutable, each change is a new one with the same SID. */
public record SimulatedText(String sid, Map<String, String> parameters) {

    /** A text message. */
    public static SimulatedText sms(String from, String to, String body) {
        return of(from, to, body).with("NumSegments", "1");
    }

    /** A WhatsApp message. @param from E.164 or a business-scoped id such as {@code FR.12345}, without prefix */
    public static SimulatedText whatsapp(String from, String to, String body) {
        SimulatedText text = of("whatsapp:" + from, "whatsapp:" + to, body)
                .with("NumSegments", "1")
                .with("MessageType", "text")
                .with("ProfileName", "Camille");
        return from.startsWith("+")
                ? text.with("WaId", from.substring(1))
                : text.with("ExternalUserId", "whatsapp:" + from);
    }

    private static SimulatedText of(String from, String to, String body) {
        String sid = Sid.next("SM");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("SmsMessageSid", sid);
        form.put("NumMedia", "0");
        form.put("SmsSid", sid);
        form.put("SmsStatus", "received");
        form.put("Body", body);
        form.put("To", to);
        form.put("MessageSid", sid);
        form.put("AccountSid", TwilioAccount.SIMULATED_SID);
        form.put("From", from);
        form.put("ApiVersion", "2010-04-01");
        if (!from.startsWith("whatsapp:")) {
            for (String side : List.of("From", "To")) {
                form.put(side + "City", "");
                form.put(side + "State", "");
                form.put(side + "Zip", "");
                form.put(side + "Country", form.get(side).startsWith("+33") ? "FR" : "");
            }
        }
        return new SimulatedText(sid, form);
    }

    public SimulatedText {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Any other parameter, or another value. */
    public SimulatedText with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new SimulatedText(sid, changed);
    }

    /** As a message with pictures comes: without a body when there is nothing to read. */
    public SimulatedText media(String contentType, String... urls) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put("NumMedia", String.valueOf(urls.length));
        IntStream.range(0, urls.length).forEach(i -> {
            changed.put("MediaUrl" + i, urls[i]);
            changed.put("MediaContentType" + i, contentType);
        });
        if (changed.get("Body").isEmpty()) {
            changed.remove("Body");
        }
        return new SimulatedText(sid, changed);
    }

    public SimulatedText location(String latitude, String longitude, String label) {
        return with("Latitude", latitude).with("Longitude", longitude).with("Label", label);
    }

    /** A tap on a quick reply. */
    public SimulatedText button(String text, String payload) {
        return with("Body", text)
                .with("ButtonText", text)
                .with("ButtonPayload", payload)
                .with("MessageType", "button");
    }

    /** The first message after a click on an advertisement. */
    public SimulatedText referral(String headline, String url) {
        return with("ReferralHeadline", headline)
                .with("ReferralSourceUrl", url)
                .with("ReferralSourceType", "ad")
                .with("ReferralNumMedia", "0");
    }

    public String from() {
        return parameters.getOrDefault("From", "");
    }

    public String to() {
        return parameters.getOrDefault("To", "");
    }

    public String body() {
        return parameters.getOrDefault("Body", "");
    }

    boolean isWhatsapp() {
        return from().startsWith("whatsapp:");
    }
}
