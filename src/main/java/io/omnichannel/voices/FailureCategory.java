package io.omnichannel.voices;

/** Why a provider did not do what it was asked. Retry is decided on this, never on an exception's class. */
public enum FailureCategory {
    AUTHENTICATION,
    QUOTA,
    RATE_LIMIT,
    NOT_FOUND,
    INVALID_REQUEST,
    CONNECTIVITY,
    SERVER,
    /** It failed so often that it is left alone for a while. */
    PAUSED;

    /** Whether the same question may be answered a moment later. */
    public boolean passing() {
        return this == RATE_LIMIT || this == CONNECTIVITY || this == SERVER;
    }

    /** What an HTTP status says where the body says nothing. */
    static FailureCategory ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> AUTHENTICATION;
            case 402 -> QUOTA;
            case 404 -> NOT_FOUND;
            case 408, 429 -> RATE_LIMIT;
            default -> status >= 500 ? SERVER : INVALID_REQUEST;
        };
    }
}
