package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;

/** What went wrong at Google: its {@code google.rpc.Status}, in which a wrong key is a 400. */
final class GoogleErrors {

    private GoogleErrors() {}

    static FailureCategory of(int status, JsonNode body) {
        JsonNode error = body.path("error");
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asText().startsWith("API_KEY")) {
                return FailureCategory.AUTHENTICATION;
            }
        }
        String said = error.path("status").asText();
        return switch (said) {
            case "UNAUTHENTICATED", "PERMISSION_DENIED" -> FailureCategory.AUTHENTICATION;
            case "RESOURCE_EXHAUSTED" ->
                error.path("message")
                                .asText()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("quota")
                        ? FailureCategory.QUOTA
                        : FailureCategory.RATE_LIMIT;
            case "NOT_FOUND" -> FailureCategory.NOT_FOUND;
            case "INVALID_ARGUMENT" ->
                error.path("message").asText().contains("does not exist")
                        ? FailureCategory.NOT_FOUND
                        : FailureCategory.INVALID_REQUEST;
            default -> FailureCategory.ofStatus(status);
        };
    }
}
