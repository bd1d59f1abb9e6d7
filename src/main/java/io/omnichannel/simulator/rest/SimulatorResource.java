package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.mail.SentMail;
import io.omnichannel.simulator.mail.SimulatedMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Twilio does not have: {@code /simulator/messages}, {@code /simulator/calls} and {@code /simulator/mails}, for somebody
 * at a terminal to write and to read answers.
 */
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
                StrictJson.JSON
                        .createObjectNode()
                        .put("sid", text.sid())
                        .put("status", delivered.statuses().getFirst()));
    }

    /** What was sent {@code to} somebody {@code after} a place in the log. */
    RestAnswer read(RestRequest request) {
        String to = request.query().value("to");
        long place = place(request);
        List<RestMessage> log = twilio.ledger().messages();
        ObjectNode json = StrictJson.JSON.createObjectNode().put("last", log.size());
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

    /** Who called {@code to} {@code after} a place in the log. */
    RestAnswer readCalls(RestRequest request) {
        long place = place(request);
        return RestAnswer.of(200, twilio.calls().rung(bare(request.query().value("to")), place));
    }

    /** {@code From}, {@code To}, {@code Subject}, {@code Body}; {@code Answering} a mail by its place in the log, 0 for none. */
    RestAnswer writeMail(RestRequest request) {
        String from = request.form().value("From");
        String body = request.form().value("Body");
        long answering = number("Answering", request.form().value("Answering"));
        SimulatedMail mail = twilio.mail().ledger().mails().stream()
                .filter(sent -> sent.number() == answering)
                .findFirst()
                .map(sent -> SimulatedMail.answer(sent, body).from(from))
                .orElseGet(() -> SimulatedMail.of(
                        from, request.form().value("To"), request.form().value("Subject"), body));
        int status = twilio.mail().deliver(mail);
        return RestAnswer.of(200, StrictJson.JSON.createObjectNode().put("status", status));
    }

    /** What was mailed {@code to} somebody {@code after} a place in the log. */
    RestAnswer readMails(RestRequest request) {
        String to = SimulatedMail.bare(request.query().value("to"));
        long place = place(request);
        List<SentMail> log = twilio.mail().ledger().mails();
        ObjectNode json = StrictJson.JSON.createObjectNode().put("last", log.size());
        ArrayNode list = json.putArray("mails");
        log.stream()
                .filter(mail -> mail.number() > place && mail.to().equals(to))
                .forEach(mail -> list.addObject()
                        .put("number", mail.number())
                        .put("from", mail.from())
                        .put("subject", mail.subject())
                        .put("text", mail.text()));
        return RestAnswer.of(200, json);
    }

    private static long place(RestRequest request) {
        return number("after", request.query().first("after").orElse("0"));
    }

    private static long number(String name, String given) {
        try {
            return Long.parseLong(given);
        } catch (NumberFormatException wrong) {
            throw RestRefusal.badRequest(20001, name + " is a place in the log, a number");
        }
    }

    private static String bare(String wire) {
        return wire.replaceFirst("^whatsapp:", "");
    }
}
