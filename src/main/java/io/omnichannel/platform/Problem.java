package io.omnichannel.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * An error as every caller reads it: RFC 9457 with a stable {@code code}, the trace, and {@code error} and {@code message}
 * for clients that read those.
 *
 * @param status HTTP status
 * @param title what is wrong, in a few words
 * @param detail what to do about it
 * @param code machine-readable, never changed once published
 * @param traceId 32 hex digits
 * @param errors one entry a field, for bad input
 * @param members more that this kind of problem tells
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "traceId", "error", "message", "errors", "details"})
public record Problem(
        int status,
        String title,
        String detail,
        String code,
        String traceId,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One wrong field of a request. */
    public record FieldError(String field, String message) {}

    public static Problem of(int status, String title, String detail, String code) {
        return new Problem(status, title, detail, code, "", List.of(), Map.of());
    }

    public Problem withErrors(List<FieldError> errors) {
        return new Problem(status, title, detail, code, traceId, errors, members);
    }

    public Problem withTraceId(String traceId) {
        return new Problem(status, title, detail, code, traceId, errors, members);
    }

    public Problem withMembers(Map<String, Object> members) {
        return new Problem(status, title, detail, code, traceId, errors, members);
    }

    @JsonProperty("type")
    public String type() {
        return "about:blank";
    }

    @JsonProperty("error")
    public String error() {
        return title;
    }

    @JsonProperty("message")
    public String message() {
        return detail;
    }

    @JsonProperty("details")
    public List<String> details() {
        return errors.stream().map(e -> e.field() + ": " + e.message()).toList();
    }

    /** What this status says in headers, beside the body. */
    @JsonIgnore
    public Map<String, String> headers() {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer realm=\"omnichannel\"");
            case 503 -> Map.of("Retry-After", "5");
            default -> Map.of();
        };
    }

    /** Answers a request with this problem, from a filter or an error page. */
    public void write(HttpServletRequest request, HttpServletResponse response, ObjectMapper json) throws IOException {
        byte[] body = json.writeValueAsBytes(withTraceId(TraceId.of(request.getHeader("traceparent"))));
        response.setStatus(status);
        headers().forEach(response::setHeader);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
