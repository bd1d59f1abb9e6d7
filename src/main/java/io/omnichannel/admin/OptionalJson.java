package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.platform.ProblemException;
import java.io.IOException;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;

/** Body: the bytes of a request that needs none become JSON; nothing becomes an object without fields. */
@Component
final class OptionalJson implements Processor {

    private final ObjectMapper json;

    OptionalJson(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        // With a type of its own in the route a request without body, and so without type, would be refused.
        String type = Servlet.request(exchange)
                .map(request -> request.getContentType())
                .orElse("");
        byte[] body = exchange.getMessage().getBody(byte[].class);
        JsonNode read = body == null || body.length == 0 ? json.createObjectNode() : read(body, type);
        exchange.getMessage().setBody(read, JsonNode.class);
    }

    private JsonNode read(byte[] body, String type) throws IOException {
        if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw new ProblemException(
                    415, "Unsupported media type", "Send Content-Type: application/json", "unsupported_media_type");
        }
        return json.readTree(body);
    }
}
