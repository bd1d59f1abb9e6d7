package io.omnichannel.simulator.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A request for a chat completion, read as strictly as OpenAI's specification has it. */
public record ModelRequest(JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> FIELDS = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "n",
            "stop",
            "seed",
            "presence_penalty",
            "frequency_penalty",
            "logit_bias",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "reasoning_effort",
            "user",
            "store",
            "metadata",
            "service_tier");
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");

    /** Thrown for what OpenAI answers with a 400. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    static ModelRequest read(byte[] body) {
        try {
            ModelRequest request = new ModelRequest(JSON.readTree(body));
            request.check();
            return request;
        } catch (JsonProcessingException noJson) {
            throw new Wrong("We could not parse the JSON body of your request.");
        } catch (IOException unreadable) {
            throw new Wrong("We could not read the body of your request.");
        }
    }

    public String model() {
        return json.path("model").asText();
    }

    public boolean streams() {
        return json.path("stream").asBoolean();
    }

    public boolean wantsUsage() {
        return json.path("stream_options").path("include_usage").asBoolean();
    }

    /** In tokens, roughly. */
    int size() {
        return json.toString().length() / 4;
    }

    /** Role and content of every message, {@code role: content}. */
    public List<String> messages() {
        return StreamSupport.stream(json.path("messages").spliterator(), false)
                .map(message -> message.path("role").asText() + ": "
                        + message.path("content").asText(""))
                .toList();
    }

    /** What the model is told. */
    public String system() {
        return content("system").orElse("");
    }

    /** The customer's last words, without the channel in front of them. */
    public String question() {
        return content("user").orElse("").replaceFirst("^\\[[a-z]+] ", "");
    }

    /** Names of the tools that are offered. */
    public List<String> tools() {
        return StreamSupport.stream(json.path("tools").spliterator(), false)
                .map(tool -> tool.path("function").path("name").asText())
                .toList();
    }

    /** What the tools of this turn answered, oldest first; empty before any was called. */
    public List<String> toolResults() {
        List<String> results = new ArrayList<>();
        for (JsonNode message : json.path("messages")) {
            switch (message.path("role").asText()) {
                case "user" -> results.clear();
                case "tool" -> results.add(message.path("content").asText());
                default -> {}
            }
        }
        return List.copyOf(results);
    }

    boolean inFrench() {
        return system().startsWith("Tu es ");
    }

    private Optional<String> content(String role) {
        return StreamSupport.stream(json.path("messages").spliterator(), false)
                .filter(message -> message.path("role").asText().equals(role))
                .map(message -> message.path("content").asText(""))
                .reduce((earlier, later) -> later);
    }

    private void check() {
        json.fieldNames()
                .forEachRemaining(name -> must(FIELDS.contains(name), "Unrecognized request argument: " + name));
        must(!model().isBlank(), "you must provide a model parameter");
        must(json.path("messages").isArray() && !json.path("messages").isEmpty(), "[] is too short - 'messages'");
        must(
                !json.has("stream_options") || streams(),
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        must(
                !json.has("tool_choice") || json.has("tools"),
                "'tool_choice' is only allowed when 'tools' are specified.");
        for (JsonNode tool : json.path("tools")) {
            JsonNode function = tool.path("function");
            must(tool.path("type").asText().equals("function"), "Missing required parameter: 'tools[].type'.");
            must(function.path("name").asText().matches("[A-Za-z0-9_-]{1,64}"), "Invalid 'tools[].function.name'.");
            must(
                    !function.has("parameters")
                            || function.path("parameters").path("type").asText().equals("object"),
                    "Invalid schema for function: schema must be a JSON Schema of 'type: \"object\"'.");
        }
        checkMessages();
    }

    private void checkMessages() {
        Set<String> open = new HashSet<>();
        for (JsonNode message : json.path("messages")) {
            String role = message.path("role").asText();
            must(ROLES.contains(role), "Invalid value for 'messages[].role'.");
            if (role.equals("tool")) {
                must(
                        open.remove(message.path("tool_call_id").asText()),
                        "messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.");
                continue;
            }
            must(open.isEmpty(), "An assistant message with 'tool_calls' must be followed by tool messages for each.");
            boolean calls = message.path("tool_calls").isArray();
            must(calls || message.path("content").isTextual(), "Invalid value for 'content': expected a string.");
            for (JsonNode call : message.path("tool_calls")) {
                must(!call.path("id").asText().isBlank(), "Missing required parameter: 'tool_calls[].id'.");
                must(call.path("function").path("arguments").isTextual(), "Invalid type for 'arguments'.");
                open.add(call.path("id").asText());
            }
        }
        must(open.isEmpty(), "An assistant message with 'tool_calls' must be followed by tool messages for each.");
    }

    private static void must(boolean so, String otherwise) {
        if (!so) {
            throw new Wrong(otherwise);
        }
    }
}
