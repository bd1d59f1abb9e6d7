package io.omnichannel.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;

/**
 * What the Conversations API made of a request.
 *
 * @param json what it said, a missing node when that cannot be read
 * @param atLeast what Twilio asked us to wait, zero when it did not say
 * @param why for people
 */
public record ConversationsAnswer(Kind kind, int status, JsonNode json, Duration atLeast, String why) {

    /** What is to be done about it. */
    public enum Kind {
        /** Done. */
        DONE,
        /** Twilio did not take it; the same again, later. */
        LATER,
        /** Nobody knows whether Twilio took it. */
        UNSURE,
        /** Twilio will not take it: what is wrong is the request, or the conversation it is for. */
        REFUSED
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param retryAfter the header, empty without one */
    public static ConversationsAnswer of(int status, String retryAfter, byte[] body) {
        JsonNode json = read(body);
        if (status / 100 == 2) {
            Kind kind = json.isObject() ? Kind.DONE : Kind.UNSURE;
            return new ConversationsAnswer(kind, status, json, Duration.ZERO, "");
        }
        return switch (SendAnswer.of(status, retryAfter, body)) {
            case SendAnswer.RetryLater later ->
                new ConversationsAnswer(Kind.LATER, status, json, later.atLeast(), later.why());
            case SendAnswer.Refused refused -> {
                // A wrong key or a stranger at Twilio's address says nothing about this request.
                boolean twilioJudged = json.path("code").asInt(0) != 0 && status != 401 && status != 403;
                yield new ConversationsAnswer(
                        twilioJudged ? Kind.REFUSED : Kind.LATER,
                        status,
                        json,
                        Duration.ZERO,
                        refused.refusal().why());
            }
            case SendAnswer.Unknown unknown ->
                new ConversationsAnswer(Kind.UNSURE, status, json, Duration.ZERO, unknown.why());
            case SendAnswer.Sent sent -> throw new IllegalStateException("Only 2xx is sent");
        };
    }

    /** A request without an answer. */
    public static ConversationsAnswer of(Throwable failure) {
        return switch (SendAnswer.of(failure)) {
            case SendAnswer.RetryLater later -> silent(Kind.LATER, later.why());
            case SendAnswer.Unknown unknown -> silent(Kind.UNSURE, unknown.why());
            default -> throw new IllegalStateException("Silence is no answer");
        };
    }

    /** Twilio's error code, 0 without one. */
    public int code() {
        return json.path("code").asInt(0);
    }

    public String sid() {
        return json.path("sid").asText("");
    }

    private static ConversationsAnswer silent(Kind kind, String why) {
        return new ConversationsAnswer(kind, 0, MissingNode.getInstance(), Duration.ZERO, why);
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }

    /** Without what was said. */
    @Override
    public String toString() {
        return "ConversationsAnswer[" + kind + ", " + status + "]";
    }
}
