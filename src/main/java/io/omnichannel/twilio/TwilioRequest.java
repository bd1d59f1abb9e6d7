package io.omnichannel.twilio;

/**
 * A webhook past the door.
 *
 * @param baseUrl the base it came in by, for the URLs of the answer
 * @param path raw path, without query
 * @param query parameters of the URL
 * @param form parameters of the body; of a GET, those of the URL
 * @param json a JSON body as it came, or empty
 * @param accountSid the account that the request names, or empty
 * @param verified whether that account's token signed it; false only in observe mode
 */
public record TwilioRequest(
        String baseUrl,
        String path,
        TwilioForm query,
        TwilioForm form,
        String json,
        String accountSid,
        boolean verified) {

    /**
     * The account whose token signed it, or empty: anybody can name an account, and observe mode lets in requests without a
     * signature.
     */
    public String provedAccount() {
        return verified ? accountSid : "";
    }

    /** Whether it is about something that our outbox asked for. */
    public boolean namesOutbox() {
        return !query.value("outbox").isEmpty();
    }

    /** Without anybody's number or words. */
    @Override
    public String toString() {
        return "TwilioRequest[" + path + ", verified=" + verified + "]";
    }
}
