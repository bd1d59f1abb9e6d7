package io.omnichannel.agent.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The tool calls of one answer, put together from pieces that may come mixed, whole, without a number or all with the same
 * one.
 */
final class ToolCallPieces {

    private static final int LONGEST = 2 << 20;
    private static final int MOST = 128;

    private final List<Call> calls = new ArrayList<>();
    private int length;

    private static final class Call {
        final int index;
        String id = "";
        String name = "";
        final StringBuilder arguments = new StringBuilder();

        Call(int index) {
            this.index = index;
        }
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    void add(JsonNode pieces) {
        pieces.forEach(this::piece);
    }

    private void piece(JsonNode piece) {
        String id = piece.path("id").asText("null");
        Call call = callOf(piece.path("index").asInt(-1), id.equals("null") ? "" : id);
        JsonNode function = piece.path("function");
        if (call.name.isEmpty()) {
            call.name = function.path("name").asText("");
        }
        JsonNode arguments = function.path("arguments");
        String more = arguments.isObject() ? arguments.toString() : arguments.asText("");
        length += more.length();
        if (length > LONGEST || calls.size() > MOST) {
            throw new BrokenStream("The model wants more of tools than can be");
        }
        call.arguments.append(arguments.isNull() ? "" : more);
    }

    /** A new name for a known number is another call. */
    private Call callOf(int index, String id) {
        for (Call call : calls.reversed()) {
            boolean sameNumber = index < 0 ? id.isEmpty() || call.id.equals(id) : call.index == index;
            if (sameNumber && (id.isEmpty() || call.id.isEmpty() || call.id.equals(id))) {
                call.id = call.id.isEmpty() ? id : call.id;
                return call;
            }
        }
        Call call = new Call(index);
        call.id = id;
        calls.add(call);
        return call;
    }

    /** Each call whole, as one event of OpenAI's would carry it. */
    List<ObjectNode> whole(ObjectNode event) {
        List<ObjectNode> events = new ArrayList<>();
        for (int place = 0; place < calls.size(); place++) {
            Call call = calls.get(place);
            ObjectNode one = event.deepCopy();
            ObjectNode choice = (ObjectNode) one.path("choices").path(0);
            choice.putNull("finish_reason");
            ArrayNode carried = choice.putObject("delta").putArray("tool_calls");
            ObjectNode carriedCall = carried.addObject()
                    .put("index", place)
                    .put("id", call.id.isEmpty() ? "call_" + place : call.id)
                    .put("type", "function");
            carriedCall
                    .putObject("function")
                    .put("name", call.name.isEmpty() ? "unnamed" : call.name)
                    .put("arguments", call.arguments.toString());
            events.add(one);
        }
        return events;
    }
}
