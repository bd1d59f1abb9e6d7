package io.omnichannel.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Failure;
import io.omnichannel.relay.RelayFrame.Info;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Malformed;
import io.omnichannel.relay.RelayFrame.Prompt;
import io.omnichannel.relay.RelayFrame.Setup;
import io.omnichannel.relay.RelayFrame.Unknown;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads frames; never throws: what cannot be read is a {@link Malformed} frame. Thread-safe. */
public final class RelayFrameReader {

    private final ObjectReader reader;

    public RelayFrameReader(ObjectMapper json) {
        this.reader = json.readerFor(JsonNode.class);
    }

    /** @param text one whole text frame */
    public RelayFrame read(String text) {
        JsonNode frame;
        try {
            frame = reader.readValue(text);
        } catch (JsonProcessingException broken) {
            return new Malformed("not JSON");
        }
        if (frame == null || !frame.isObject() || !frame.path("type").isTextual()) {
            return new Malformed("no type");
        }
        String type = frame.get("type").textValue();
        return switch (type) {
            case "setup" -> setup(frame);
            case "prompt" -> prompt(frame);
            case "dtmf" -> dtmf(frame);
            case "interrupt" -> interrupt(frame);
            case "error" -> new Failure(frame.path("description").asText());
            case "info" -> new Info();
            default -> new Unknown(type);
        };
    }

    private static RelayFrame setup(JsonNode frame) {
        String session = frame.path("sessionId").asText();
        String account = frame.path("accountSid").asText();
        String call = frame.path("callSid").asText();
        if (session.isEmpty() || account.isEmpty() || call.isEmpty()) {
            return new Malformed("setup without its identifiers");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        frame.path("customParameters")
                .properties()
                .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
        return new Setup(session, account, call, Map.copyOf(parameters));
    }

    private static RelayFrame prompt(JsonNode frame) {
        if (!frame.path("voicePrompt").isTextual()) {
            return new Malformed("prompt without voicePrompt");
        }
        return new Prompt(
                frame.get("voicePrompt").textValue(), frame.path("last").asBoolean(true));
    }

    private static RelayFrame dtmf(JsonNode frame) {
        String digit = frame.path("digit").asText();
        return digit.matches("[0-9*#]") ? new Dtmf(digit) : new Malformed("dtmf without a digit");
    }

    private static RelayFrame interrupt(JsonNode frame) {
        if (!frame.path("utteranceUntilInterrupt").isTextual()) {
            return new Malformed("interrupt without utteranceUntilInterrupt");
        }
        return new Interrupt(frame.get("utteranceUntilInterrupt").textValue());
    }
}
