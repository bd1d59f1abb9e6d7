package io.omnichannel.messaging;

import io.omnichannel.agent.AgentSettings;

/**
 * A message and what may be done with it, as the route branches on it.
 *
 * @param decision {@code send}, {@code send_template}, {@code look_first}, {@code reroute} or {@code refuse}
 * @param settings the tenant's configuration
 * @param refusal why not, when the decision is to refuse
 */
public record SendTask(OutboxItem item, String decision, AgentSettings settings, SendResult refusal) {

    /** {@code sms}, {@code whatsapp} or {@code email}, for the content-based router. */
    public String channel() {
        return item.channel().wireName();
    }
}
