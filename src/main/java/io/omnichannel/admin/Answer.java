package io.omnichannel.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a call of the admin API gets, before it is JSON.
 *
 * @param body what Jackson writes
 */
record Answer(int status, Object body, Map<String, String> headers) {

    /** 200, {@code "success": true} and these fields, in order. */
    static Answer success(Object... namesAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Answer(200, body, Map.of());
    }

    Answer withStatus(int status) {
        return new Answer(status, body, headers);
    }

    Answer withHeader(String name, String value) {
        return new Answer(status, body, Map.of(name, value));
    }
}
