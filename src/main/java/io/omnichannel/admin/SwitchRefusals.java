package io.omnichannel.admin;

import io.omnichannel.conversation.Channel;

/** Why a conversation does not go on by another channel, in words that say what can be done. */
final class SwitchRefusals {

    private SwitchRefusals() {}

    static String detail(String code, Channel channel) {
        String to = channel.wireName();
        return switch (code) {
            case "conversation_closed" ->
                "The conversation is closed; POST /conversations opens another one with the same customer";
            case "human_owner" -> "A human owns the conversation and the agent does not call; release it first";
            case "already_there" ->
                channel == Channel.VOICE
                        ? "A call is going on in the conversation, or about to be made"
                        : "The conversation is on " + to + " already";
            case "transition_not_allowed" ->
                "omnichannel.switching.transitions does not allow " + to + " from where the conversation is";
            case "channel_off" -> "The channel " + to + " is switched off in channels_config";
            case "no_address" -> "The customer has no address for " + to;
            case "no_sender" ->
                channel == Channel.EMAIL
                        ? "There is no address of yours to write from; set channels_config.email.from"
                        : "There is no number of yours for " + to + "; map one by POST /phone-mappings";
            case "opted_out" -> "The customer wants nothing more from you on " + to;
            case "unreachable" -> "What was sent there last could not be delivered; use another channel";
            case "quiet_hours" ->
                "These are the tenant's quiet_hours, and the customer has not been here lately; try again when they are over";
            case "window_closed" ->
                "The customer has not written on WhatsApp for 24 hours, and channels_config.whatsapp has no template";
            case "calls_per_day" -> "limits.calls_per_day of the tenant are made; the next is possible tomorrow";
            default -> "The conversation cannot go on by " + to + " now";
        };
    }
}
