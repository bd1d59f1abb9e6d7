package io.omnichannel.simulator.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of OpenAI's answers, as its specification has them. */
final class ModelEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "chatcmpl-double";
    private static final int CREATED = 1_700_000_000;

    private final String model;

    ModelEvents(String model) {
        this.model = model;
    }

    String role() {
        ObjectNode delta = JSON.createObjectNode().put("role", "assistant").put("content", "");
        return chunk(delta, null);
    }

    String word(String piece) {
        return chunk(JSON.createObjectNode().put("content", piece), null);
    }

    /** The first piece of a call: its name, and arguments that are still empty. */
    String call(int index, ModelAnswer.Call call) {
        ObjectNode delta = JSON.createObjectNode();
        ObjectNode one = delta.putArray("tool_calls").addObject();
        one.put("index", index).put("id", call.id()).put("type", "function");
        one.putObject("function").put("name", call.name()).put("arguments", "");
        return chunk(delta, null);
    }

    String arguments(int index, String piece) {
        ObjectNode delta = JSON.createObjectNode();
        ObjectNode one = delta.putArray("tool_calls").addObject();
        one.put("index", index).putObject("function").put("arguments", piece);
        return chunk(delta, null);
    }

    String finish(String reason) {
        return chunk(JSON.createObjectNode(), reason);
    }

    String usage(int prompt, int completion) {
        ObjectNode json = head("chat.completion.chunk");
        json.putArray("choices");
        json.set("usage", counted(prompt, completion));
        return json.toString();
    }

    String whole(ModelAnswer answer, int prompt) {
        ObjectNode json = head("chat.completion");
        ObjectNode choice = json.putArray("choices").addObject();
        ObjectNode message = choice.put("index", 0).putObject("message");
        message.put("role", "assistant").put("content", String.join("", answer.words()));
        if (!answer.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (ModelAnswer.Call call : answer.calls()) {
                ObjectNode one = calls.addObject().put("id", call.id()).put("type", "function");
                one.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            }
        }
        choice.put("finish_reason", answer.calls().isEmpty() ? "stop" : "tool_calls");
        json.set("usage", counted(prompt, answer.words().size()));
        return json.toString();
    }

    static String error(String message, String type, String code) {
        ObjectNode json = JSON.createObjectNode();
        json.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return json.toString();
    }

    static String models() {
        ObjectNode json = JSON.createObjectNode().put("object", "list");
        json.putArray("data")
                .addObject()
                .put("id", "double")
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "simulator");
        return json.toString();
    }

    private static ObjectNode counted(int prompt, int completion) {
        return JSON.createObjectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
    }

    private String chunk(ObjectNode delta, String finish) {
        ObjectNode json = head("chat.completion.chunk");
        ObjectNode choice = json.putArray("choices").addObject();
        choice.put("index", 0).set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finish);
        return json.toString();
    }

    private ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", ID)
                .put("object", object)
                .put("created", CREATED)
                .put("model", model);
    }
}
