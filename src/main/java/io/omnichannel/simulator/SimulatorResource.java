package io.omnichannel.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Twilio does not have: {@code /simulator/messages}, for somebody at a terminal to write and to read answers. */
final class SimulatorResource {

    private static final Pattern MEDIA = Pattern.compile("MediaUrl\\d+");

    private final TwilioRest twilio;

    SimulatorResource(TwilioRest twilio) {
        this.twilio = twilio;
    }

    /** {@code From}, {@code To} with the channel's prefix, {@code Body} and any parameter of an incoming message. */
    RestAnswer write(RestRequest request) {
        Map<String, String> given = new LinkedHashMap<>();
        request.form().names().forEach(name -> given.put(name, request.form().value(name)));
        String from = given.getOrDefault("From", "");
        String to = given.getOrDefault("To", "");
        String body = given.getOrDefault("Body", "");
        SimulatedText text = from.startsWith("whatsapp:")
                ? SimulatedText.whatsapp(bare(from), bare(to), body)
                : SimulatedText.sms(from, to, body);
        for (Map.Entry<String, String> parameter : given.entrySet()) {
            text = text.with(parameter.getKey(), parameter.getValue());
        }
        long media = given.keySet().stream()
                .map(MEDIA::matcher)
                .filter(Matcher::matches)
                .count();
        DeliveredText delivered = twilio.deliver(text.with("NumMedia", String.valueOf(media)));
        return RestAnswer.of(
                200,
                ServerFrame.JSON
                        .createObjectNode()
                        .put("sid", text.sid())
                        .put("status", delivered.statuses().getFirst()));
    }

    /** What was sent {@code to} somebody {@code after} a place in the log. */
    RestAnswer read(RestRequest request) {
        String to = request.query().value("to");
        String after = request.query().value("after");
        long place = after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
        List<RestMessage> log = twilio.ledger().messages();
        ObjectNode json = ServerFrame.JSON.createObjectNode().put("last", log.size());
        ArrayNode list = json.putArray("messages");
        log.stream()
                .filter(message -> message.number() > place
                        && !message.isInbound()
                        && message.to().equals(to))
                .forEach(message -> list.addObject()
                        .put("number", message.number())
                        .put("sid", message.sid())
                        .put("direction", message.direction())
                        .put("from", message.from())
                        .put("body", message.body())
                        .put("content_sid", message.contentSid())
                        .put("media", message.mediaUrls().size())
                        .put("segments", message.segments())
                        .put("status", message.status())
                        .put("error_code", message.errorCode()));
        return RestAnswer.of(200, json);
    }

    private static String bare(String wire) {
        return wire.replaceFirst("^whatsapp:", "");
    }
}
