package io.omnichannel.messaging.switching;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.conversation.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is known when one channel is considered, as {@code sql/read-switch.sql} tells it.
 *
 * @param switches how often it went on elsewhere until now
 * @param current where the conversation is
 * @param theirs the customer's address there
 * @param ours the number or address that we would use
 * @param heard details of the customer's latest message there, for the thread of a mail
 * @param unreachable whether our latest message there could not be delivered
 * @param live whether a call speaks in the conversation
 * @param callAskedFor whether a call is about to be made
 * @param windowOpenedAt the customer's latest WhatsApp message to our number
 * @param saidAt the customer's latest words anywhere
 * @param saidBy and where
 * @param answer what the agent answered before those
 * @param unheard what of the call's last answer was lost with the line
 * @param wentOn whether the customer wrote or called since that call
 * @param wished whether the customer waits for this channel
 * @param codeAwaited whether they have named an address there, and are to give back the code that it got
 */
record SwitchCase(
        Channel channel,
        int switches,
        String status,
        String owner,
        Channel current,
        List<String> activeChannels,
        Optional<String> language,
        AgentSettings settings,
        Optional<Address> theirs,
        Optional<String> ours,
        JsonNode heard,
        boolean optedOut,
        boolean unreachable,
        boolean live,
        boolean callAskedFor,
        long callsToday,
        Optional<Instant> windowOpenedAt,
        Optional<Instant> saidAt,
        Optional<Channel> saidBy,
        String answer,
        String unheard,
        boolean wentOn,
        boolean wished,
        boolean codeAwaited,
        Instant now) {

    /** @param kind {@code phone}, {@code whatsapp} or {@code email} */
    record Address(String kind, String value) {}

    /** Where the customer is now: on the phone, whatever they write meanwhile. */
    Channel here() {
        return live ? Channel.VOICE : current;
    }

    /** What the conversation is held in. */
    Locale locale() {
        return language.map(Locale::forLanguageTag).orElse(settings.locale());
    }

    /** Without anybody's words and addresses. */
    @Override
    public String toString() {
        return "SwitchCase[" + channel + "]";
    }
}
