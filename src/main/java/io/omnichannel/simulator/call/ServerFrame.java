package io.omnichannel.simulator.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.TwilioRuleBroken;
import io.omnichannel.simulator.twiml.RelayAttributes;
import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A frame of the server, read as strictly as the documentation allows (docs: ConversationRelay, WebSocket messages). */
sealed interface ServerFrame {

    record Text(String token, boolean last) implements ServerFrame {}

    record Play(String source) implements ServerFrame {}

    record SendDigits(String digits) implements ServerFrame {}

    record Language(String tts, String transcription) implements ServerFrame {}

    record End(String handoffData) implements ServerFrame {}

    Pattern DIGITS = Pattern.compile("[0-9w#*]+");

    Map<String, Predicate<JsonNode>> TEXT = Map.of(
            "token", JsonNode::isTextual,
            "last", JsonNode::isBoolean,
            "lang", ServerFrame::isLanguage,
            "interruptible", JsonNode::isBoolean,
            "preemptible", JsonNode::isBoolean);
    Map<String, Predicate<JsonNode>> PLAY = Map.of(
            "source", ServerFrame::isUrl,
            "loop", node -> node.isInt() && node.intValue() >= 0 && node.intValue() <= 1000,
            "interruptible", JsonNode::isBoolean,
            "preemptible", JsonNode::isBoolean);
    Map<String, Predicate<JsonNode>> SEND_DIGITS = Map.of(
            "digits",
            node -> node.isTextual() && DIGITS.matcher(node.textValue()).matches());
    Map<String, Predicate<JsonNode>> LANGUAGE =
            Map.of("ttsLanguage", ServerFrame::isLanguage, "transcriptionLanguage", ServerFrame::isLanguage);
    Map<String, Predicate<JsonNode>> END = Map.of("handoffData", JsonNode::isTextual);

    /** @throws TwilioRuleBroken 64107, the message is dropped and answered with an {@code error} */
    static ServerFrame read(String frame) {
        JsonNode json = tree(frame);
        String type = json.path("type").asText();
        return switch (type) {
            case "text" -> {
                check(json, TEXT, "token");
                yield new Text(json.get("token").textValue(), json.path("last").booleanValue());
            }
            case "play" -> {
                check(json, PLAY, "source");
                yield new Play(json.get("source").textValue());
            }
            case "sendDigits" -> {
                check(json, SEND_DIGITS, "digits");
                yield new SendDigits(json.get("digits").textValue());
            }
            case "language" -> {
                check(json, LANGUAGE, json.has("ttsLanguage") ? "ttsLanguage" : "transcriptionLanguage");
                yield new Language(
                        json.path("ttsLanguage").asText(),
                        json.path("transcriptionLanguage").asText());
            }
            case "end" -> {
                check(json, END, "type");
                yield new End(json.path("handoffData").asText());
            }
            default -> throw new TwilioRuleBroken(64107, "There is no message of the type \"" + type + "\"");
        };
    }

    private static JsonNode tree(String frame) {
        try {
            JsonNode json = StrictJson.JSON.readTree(frame);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException malformed) {
            throw new TwilioRuleBroken(64107, "A message is JSON: " + malformed.getOriginalMessage(), malformed);
        }
        throw new TwilioRuleBroken(64107, "A message is one JSON object");
    }

    private static void check(JsonNode json, Map<String, Predicate<JsonNode>> fields, String required) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getKey().equals("type")) {
                continue;
            }
            Predicate<JsonNode> rule = fields.get(field.getKey());
            if (rule == null) {
                throw new TwilioRuleBroken(64107, "A message has no field \"" + field.getKey() + "\": " + json);
            }
            if (!rule.test(field.getValue())) {
                throw new TwilioRuleBroken(64107, "The field \"" + field.getKey() + "\" has a wrong value: " + json);
            }
        }
        if (!json.has(required)) {
            throw new TwilioRuleBroken(64107, "A message of this type needs \"" + required + "\": " + json);
        }
    }

    private static boolean isLanguage(JsonNode node) {
        return node.isTextual() && RelayAttributes.isLanguage(node.textValue());
    }

    private static boolean isUrl(JsonNode node) {
        if (!node.isTextual()) {
            return false;
        }
        try {
            URI url = URI.create(node.textValue());
            return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
