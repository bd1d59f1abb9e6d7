package io.omnichannel.admin;

import io.omnichannel.messaging.operator.Written;
import io.omnichannel.platform.ProblemException;
import java.util.Locale;

/** Why an operator's message was not taken, in words. */
final class OperatorAnswers {

    private OperatorAnswers() {}

    /** @throws ProblemException 409 when nothing was written */
    static Written.Queued queued(Written written) {
        return switch (written) {
            case Written.Queued queued -> queued;
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

    private static String detail(Written.Reason reason, String channel) {
        return switch (reason) {
            case CONVERSATION_CLOSED ->
                "The conversation is closed; POST /conversations opens another one with the same customer";
            case CHANNEL_REQUIRED -> "The conversation is being spoken; name a channel: sms, whatsapp or email";
            case CHANNEL_OFF -> "The channel " + channel + " is switched off in channels_config";
            case NO_ADDRESS -> "The customer has no address for " + channel;
            case NO_SENDER ->
                channel.equals("email")
                        ? "There is no address of yours to write from; set channels_config.email.from"
                        : "There is no number of yours for " + channel
                                + " to write from; map one by POST /phone-mappings";
        };
    }
}
