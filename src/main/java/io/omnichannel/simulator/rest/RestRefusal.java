package io.omnichannel.simulator.rest;

/** What Twilio's REST API refuses, as its error object says it (docs: "REST API Error Responses"). */
final class RestRefusal extends RuntimeException {

    private final int status;
    private final int code;

    RestRefusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A parameter that is missing or wrong. */
    static RestRefusal badRequest(int code, String message) {
        return new RestRefusal(400, code, message);
    }

    RestAnswer answer() {
        return RestAnswer.error(status, code, getMessage());
    }
}
