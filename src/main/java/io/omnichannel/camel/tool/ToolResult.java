package io.omnichannel.camel.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.ToolOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What a route leaves in the body, for a model: text as it is, everything else as JSON, and no more than the tool may say. */
final class ToolResult {

    private static final String NOTHING = "Done.";
    private static final String CUT = " … (cut here)";
    private static final int BYTES_A_CHARACTER = 4;

    private final ObjectMapper json;

    ToolResult(ObjectMapper json) {
        this.json = json;
    }

    ToolOutcome read(Exchange exchange, int limit) throws IOException {
        Message message = exchange.getMessage();
        return switch (message.getBody()) {
            case null -> ToolOutcome.done(NOTHING);
            case ToolOutcome outcome -> new ToolOutcome(outcome.kind(), cut(outcome.text(), limit), outcome.next());
            case InputStream stream -> ToolOutcome.done(cut(start(stream, limit), limit));
            case byte[] bytes -> ToolOutcome.done(cut(new String(bytes, StandardCharsets.UTF_8), limit));
            case String text -> ToolOutcome.done(cut(text, limit));
            case Object other -> ToolOutcome.done(cut(asJson(other), limit));
        };
    }

    // An answer of any length costs no more than what is shown of it.
    static String start(InputStream stream, int limit) throws IOException {
        try (stream) {
            return new String(stream.readNBytes((limit + 1) * BYTES_A_CHARACTER), StandardCharsets.UTF_8);
        }
    }

    private String asJson(Object body) throws JsonProcessingException {
        return json.writeValueAsString(body);
    }

    private static String cut(String text, int limit) {
        String whole = text.isBlank() ? NOTHING : text.strip();
        if (whole.length() <= limit) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(limit - 1)) ? limit - 1 : limit;
        return whole.substring(0, end) + CUT;
    }
}
