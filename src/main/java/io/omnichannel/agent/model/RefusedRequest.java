package io.omnichannel.agent.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.exception.HttpException;
import io.omnichannel.agent.model.ModelFailure.Kind;
import java.net.http.HttpHeaders;
import java.time.Duration;

/**
 * An answer of a model's server that is no 2xx, or a request that cannot even be written. What the server says is read for
 * its code alone, and kept nowhere.
 */
final class RefusedRequest extends HttpException {

    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofHours(1);

    private final transient ModelFailure failure;

    private RefusedRequest(int status, String why, ModelFailure failure) {
        super(status, why);
        this.failure = failure;
    }

    static RefusedRequest of(int status, HttpHeaders headers, String body) {
        return new RefusedRequest(
                status,
                "The model's server answered " + status,
                new ModelFailure(kind(status, code(body)), retryAfter(headers)));
    }

    /** Its key or its address cannot stand in a request: as good as refused, for it will be no better the next time. */
    static RefusedRequest unsendable() {
        return new RefusedRequest(0, "The key or the address cannot be sent", ModelFailure.of(Kind.REFUSED));
    }

    ModelFailure failure() {
        return failure;
    }

    private static Kind kind(int status, String code) {
        return switch (status) {
            case 401, 403 -> Kind.REFUSED;
            case 429 -> code.contains("insufficient_quota") ? Kind.QUOTA : Kind.BUSY;
            case 529 -> Kind.BUSY;
            case 408 -> Kind.SERVER;
            default -> code.contains("content_filter") ? Kind.FILTERED : status >= 500 ? Kind.SERVER : Kind.REQUEST;
        };
    }

    /** {@code error.code} and {@code error.type}; some servers put both at the top. */
    private static String code(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            JsonNode error = json.path("error").isObject() ? json.path("error") : json;
            return error.path("code").asText("") + " " + error.path("type").asText("");
        } catch (JsonProcessingException noJson) {
            return "";
        }
    }

    private static Duration retryAfter(HttpHeaders headers) {
        Duration milliseconds = number(headers, "retry-after-ms", 1);
        return milliseconds.isZero() ? number(headers, "retry-after", 1_000) : milliseconds;
    }

    // A date is as good as none: the few seconds that matter to a caller are always told as a number.
    private static Duration number(HttpHeaders headers, String name, int unit) {
        return headers.firstValue(name)
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,9}(\\.\\d{1,3})?"))
                .map(value -> Duration.ofMillis((long) (Double.parseDouble(value) * unit)))
                .map(wanted -> wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted)
                .orElse(Duration.ZERO);
    }
}
