package io.omnichannel.twilio;

import io.omnichannel.conversation.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What Twilio tells about a message that we sent. Callbacks come in any order and more than once.
 *
 * @param eventKey message, status and error, as one text
 * @param outbox the outbox row that we named in the callback's URL, else empty
 * @param statusName Twilio's word, also one that {@link DeliveryStatus} does not know
 * @param errorCode 0 without one
 * @param from our number, without channel prefix
 * @param to the customer's address, without channel prefix
 * @param details snake_case names: what the carrier or the channel added
 */
public record StatusCallback(
        String eventKey,
        String messageSid,
        String accountSid,
        String outbox,
        String statusName,
        int errorCode,
        Channel channel,
        String from,
        String to,
        Map<String, String> details) {

    private static final Map<String, String> DETAILS = Map.of(
            "ErrorMessage", "error_message",
            "RawDlrDoneDate", "raw_dlr_done_date",
            "ChannelStatusMessage", "channel_status_message",
            "EventType", "event_type",
            "MessagingServiceSid", "messaging_service_sid");

    public StatusCallback {
        details = Map.copyOf(details);
    }

    /** Reads {@code POST /message-status?outbox=…}. */
    public static StatusCallback from(TwilioRequest request) {
        TwilioForm form = request.form();
        String sid = form.value("MessageSid");
        String status = form.value("MessageStatus");
        String error = form.value("ErrorCode");
        Map<String, String> details = new LinkedHashMap<>();
        DETAILS.forEach((name, key) -> {
            if (!form.value(name).isEmpty()) {
                details.put(key, form.value(name).replace('\0', '\ufffd'));
            }
        });
        return new StatusCallback(
                String.join("/", sid, "message-status", status, error),
                sid,
                request.accountSid(),
                request.query().value("outbox"),
                status,
                error.matches("\\d{1,9}") ? Integer.parseInt(error) : 0,
                TextAddress.channel(form.value("From"), form.value("To")),
                TextAddress.bare(form.value("From")),
                TextAddress.bare(form.value("To")),
                details);
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
