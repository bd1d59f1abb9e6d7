package io.omnichannel.platform.http;

import io.omnichannel.platform.Problem;

/** The problem of a bare status that the server gave, not a route of ours. */
final class StatusProblem {

    private StatusProblem() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "Bad request", "The request cannot be understood", "bad_request");
            case 403 -> Problem.of(403, "Forbidden", "This is not allowed", "forbidden");
            case 404 -> Problem.of(404, "Not found", "There is nothing at this address", "not_found");
            case 405 ->
                Problem.of(
                        405,
                        "Method not allowed",
                        "The header Allow says what this address takes",
                        "method_not_allowed");
            case 406 -> Problem.of(406, "Not acceptable", "This address answers with JSON", "not_acceptable");
            case 413 ->
                Problem.of(413, "Content too large", "The body is larger than this path takes", "content_too_large");
            case 415 ->
                Problem.of(
                        415, "Unsupported media type", "Send Content-Type: application/json", "unsupported_media_type");
            case 426 -> Problem.of(426, "Upgrade required", "This address is for websockets", "upgrade_required");
            case 503 -> Problem.of(503, "Service unavailable", "Try again shortly", "unavailable");
            default ->
                status >= 500
                        ? Problem.of(
                                status,
                                "Internal error",
                                "This is a mistake of the server; its log says more",
                                "internal")
                        : Problem.of(status, "Bad request", "The request cannot be answered", "bad_request");
        };
    }
}
