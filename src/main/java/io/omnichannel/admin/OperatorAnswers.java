package io.omnichannel.admin;

import io.omnichannel.messaging.operator.Written;
import io.omnichannel.platform.Problem;
import io.omnichannel.platform.ProblemException;
import java.util.List;
import java.util.Locale;

/** Why an operator's message was not taken, in words. */
final class OperatorAnswers {

    private OperatorAnswers() {}

    /** @throws ProblemException 409, for media by mail 400, when nothing was written */
    static Written.Queued queued(Written written) {
        return switch (written) {
            case Written.Queued queued -> queued;
            case Written.Refused refused when refused.reason() == Written.Reason.NO_MEDIA -> throw noMedia();
            case Written.Refused refused ->
                throw new ProblemException(
                        409,
                        "Conflict",
                        detail(refused.reason(), refused.channel().wireName()),
                        refused.reason().name().toLowerCase(Locale.ROOT));
        };
    }

    static ProblemException closed() {
        return new ProblemException(
                409, "Conflict", detail(Written.Reason.CONVERSATION_CLOSED, ""), "conversation_closed");
    }

    /** As for a mail that was asked for by name: what is wrong is in the request. */
    private static ProblemException noMedia() {
        return new ProblemException(
                Problem.of(400, "Invalid request", detail(Written.Reason.NO_MEDIA, "email"), "invalid_request")
                        .withErrors(List.of(new Problem.FieldError(MediaField.NAME, MediaField.NOT_BY_MAIL))));
    }

    private static String detail(Written.Reason reason, String channel) {
        return switch (reason) {
            case CONVERSATION_CLOSED ->
                "The conversation is closed; POST /conversations opens another one with the same customer";
            case CHANNEL_REQUIRED -> "The conversation's last channel was voice; name one: sms, whatsapp or email";
            case NO_MEDIA -> MediaField.NAME + ": " + MediaField.NOT_BY_MAIL;
            case CHANNEL_OFF -> "The channel " + channel + " is switched off in channels_config";
            case NO_ADDRESS -> "The customer has no address for " + channel;
            case NO_SENDER ->
                channel.equals("email")
                        ? "There is no address of yours to write from; set channels_config.email.from"
                        : "There is no number of yours for " + channel
                                + " to write from; map one by POST /phone-mappings";
            case OPTED_OUT -> "The customer wants nothing more from you on " + channel;
            case QUIET_HOURS ->
                "It is within quiet_hours of the tenant, no conversation with the customer is open, and they have not"
                        + " written or called just now; open one when the quiet hours are over";
            case WINDOW_CLOSED ->
                "The customer has not written on WhatsApp for 24 hours, channels_config.whatsapp has no template,"
                        + " and neither a text nor a mail can go instead";
            case OVER_BUDGET ->
                "limits.operator_messages_per_day of the tenant is spent; raise it, or write again tomorrow";
        };
    }
}
