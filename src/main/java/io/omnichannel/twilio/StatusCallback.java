package io.omnichannel.twilio;

import java.util.Optional;

/**
 * What Twilio tells about a message that we sent. Callbacks come in any order and more than once.
 *
 * @param eventKey message, status and error, as one text
 * @param outbox the outbox row that we named in the callback's URL, else empty
 * @param statusName Twilio's word, also one that {@link DeliveryStatus} does not know
 * @param errorCode 0 without one
 */
public record StatusCallback(String eventKey, String messageSid, String outbox, String statusName, int errorCode) {

    /** Reads {@code POST /message-status?outbox=…}. */
    public static StatusCallback from(TwilioRequest request) {
        TwilioForm form = request.form();
        String sid = form.value("MessageSid");
        String status = form.value("MessageStatus");
        String error = form.value("ErrorCode");
        return new StatusCallback(
                String.join("/", sid, "message-status", status, error),
                sid,
                request.query().value("outbox"),
                status,
                error.matches("\\d{1,9}") ? Integer.parseInt(error) : 0);
    }

    /** Empty for a status that we do not know: kept, and without effect. */
    public Optional<DeliveryStatus> status() {
        return DeliveryStatus.of(statusName);
    }

    /** Without anybody's number. */
    @Override
    public String toString() {
        return "StatusCallback[" + eventKey + "]";
    }
}
