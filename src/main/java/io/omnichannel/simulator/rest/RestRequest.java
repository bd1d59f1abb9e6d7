package io.omnichannel.simulator.rest;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request to the REST double.
 *
 * @param steps of the path, without the empty ones
 * @param form of the body, empty when the body is no form
 * @param isForm whether the body says that it is one
 * @param wantsWebhooks whether Twilio is to tell of what the request does, as the Conversations API offers
 */
record RestRequest(
        String method, List<String> steps, RestForm query, RestForm form, boolean isForm, boolean wantsWebhooks) {

    private static final int MAX_BODY = 256 * 1024;

    /** @throws RestRefusal when it cannot be read */
    static RestRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        String query = exchange.getRequestURI().getRawQuery();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean isForm = type != null && type.startsWith("application/x-www-form-urlencoded");
        return new RestRequest(
                exchange.getRequestMethod(),
                List.of(exchange.getRequestURI().getPath().substring(1).split("/")),
                RestForm.read(query == null ? "" : query),
                RestForm.read(isForm ? new String(body, StandardCharsets.UTF_8) : ""),
                isForm,
                "true".equals(exchange.getRequestHeaders().getFirst("X-Twilio-Webhook-Enabled")));
    }

    boolean isPost() {
        return method.equals("POST");
    }

    boolean isGet() {
        return method.equals("GET");
    }
}
