package io.omnichannel.voices;

import com.fasterxml.jackson.databind.JsonNode;

/** What went wrong at ElevenLabs, from status and body; a body that says nothing leaves the status. */
final class ElevenLabsErrors {

    private ElevenLabsErrors() {}

    static FailureCategory of(int status, JsonNode body) {
        JsonNode detail = body.path("detail");
        // The newer form has a code beside the older status.
        String code = JsonText.of(detail, "code")
                .or(() -> JsonText.of(detail, "status"))
                .orElse("");
        return switch (code) {
            case "quota_exceeded" -> FailureCategory.QUOTA;
            case "invalid_api_key", "missing_permissions" -> FailureCategory.AUTHENTICATION;
            case "voice_not_found", "invalid_uid" -> FailureCategory.NOT_FOUND;
            case "too_many_concurrent_requests", "system_busy", "rate_limit_exceeded" -> FailureCategory.RATE_LIMIT;
            default -> FailureCategory.ofStatus(status);
        };
    }
}
