package io.omnichannel.messaging.briefing;

import com.fasterxml.jackson.databind.JsonNode;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Memory;
import java.time.Instant;
import java.util.List;

/**
 * What is known when a human is told about a conversation.
 *
 * @param customer {@code name}, {@code phone}, {@code email}; absent what is not known
 * @param reason why the agent handed over, or empty
 * @param sentiment of the customer's last words, or empty
 * @param said how often the customer said something, since when, and by which channels
 * @param memory what was said before the latest lines, and what the customer told about themselves
 * @param recording of a message that was left: what Twilio said of it
 * @param lines the latest of the conversation, oldest first
 */
record BriefingFacts(
        AgentSettings settings,
        JsonNode customer,
        String reason,
        String sentiment,
        Said said,
        Memory memory,
        JsonNode recording,
        List<Entry> lines) {

    record Said(long count, Instant since, List<String> channels) {}

    record Entry(String role, String channel, String content) {}
}
