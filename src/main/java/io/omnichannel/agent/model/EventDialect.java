package io.omnichannel.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What servers stream in a way of their own, put as langchain4j understands it: tool calls whole and one after the other,
 * content in one piece, an error as an error. An ordinary word is looked at for a few letters and passed on as it is.
 * One for each stream.
 */
final class EventDialect {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolCallPieces calls = new ToolCallPieces();

    /** @throws BrokenStream when the event reports an error, or is no JSON object */
    List<ServerSentEvent> read(ServerSentEvent event) {
        String data = event.data();
        // Inside of a text a quotation mark is written \", so these are names of fields.
        boolean ordinary = calls.isEmpty()
                && !"error".equals(event.event())
                && data.startsWith("{")
                && !data.contains("\"error\"")
                && !data.contains("\"tool_calls\"")
                && !data.contains("\"content\":[");
        return ordinary ? List.of(event) : translated(event, parsed(data));
    }

    private List<ServerSentEvent> translated(ServerSentEvent event, JsonNode json) {
        boolean error = json.hasNonNull("error") || json.path("object").asText().equals("error");
        if (error || "error".equals(event.event()) || !(json instanceof ObjectNode whole)) {
            throw new BrokenStream("The model's server reports an error in its stream");
        }
        List<ServerSentEvent> events = new ArrayList<>();
        JsonNode choice = json.path("choices").path(0);
        if (choice.path("delta") instanceof ObjectNode delta) {
            if (delta.path("content").isArray()) {
                delta.put("content", text(delta.path("content")));
            }
            if (delta.path("tool_calls").isArray()) {
                calls.add(delta.path("tool_calls"));
                Pulse.beat();
            }
            delta.remove("tool_calls");
        }
        if (choice.hasNonNull("finish_reason")) {
            calls.whole(whole).forEach(call -> events.add(new ServerSentEvent(event.event(), call.toString())));
        }
        events.add(new ServerSentEvent(event.event(), json.toString()));
        return events;
    }

    private static String text(JsonNode pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.path("text").asText("")));
        return text.toString();
    }

    private static JsonNode parsed(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException garbage) {
            throw new BrokenStream("What the model's server streams is no JSON");
        }
    }
}
