package io.omnichannel.simulator.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the REST double answers: a status, JSON, and headers beside the content type. */
record RestAnswer(int status, ObjectNode json, Map<String, String> headers) {

    static RestAnswer of(int status, ObjectNode json) {
        return new RestAnswer(status, json, Map.of());
    }

    static RestAnswer error(int status, int code, String message) {
        return of(
                status,
                StrictJson.JSON
                        .createObjectNode()
                        .put("code", code)
                        .put("message", message)
                        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                        .put("status", status));
    }

    RestAnswer with(String header, String value) {
        return new RestAnswer(status, json, Map.of(header, value));
    }

    boolean isError() {
        return status >= 400;
    }

    byte[] body() {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
