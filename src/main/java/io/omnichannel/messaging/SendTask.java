package io.omnichannel.messaging;

import io.omnichannel.agent.AgentSettings;

/**
 * A message and what may be done with it, as the route branches on it.
 *
 * @param decision {@code send}, {@code send_template}, {@code reroute}, {@code refuse}, {@code later} or, when somebody else
 *     has taken it over, {@code lost}
 * @param settings the tenant's configuration
 * @param refusal why not, or not now; null when it is sent
 */
public record SendTask(OutboxItem item, String decision, AgentSettings settings, SendResult refusal) {

    /** {@code voice}, {@code sms}, {@code whatsapp} or {@code email}, for the content-based router; empty for what is not sent. */
    public String channel() {
        return decision.startsWith("send") ? item.channel().wireName() : "";
    }
}
