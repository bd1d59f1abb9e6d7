package io.omnichannel.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.omnichannel.agent.AgentSettings;

/** Configurations that differ from another in one field. */
final class Settings {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Settings() {}

    static AgentSettings withTransferNumber(AgentSettings settings, String number) {
        ObjectNode tree = JSON.valueToTree(settings);
        return JSON.convertValue(tree.put("transfer_number", number), AgentSettings.class);
    }

    static AgentSettings withMaxDuration(AgentSettings settings, int seconds) {
        ObjectNode tree = JSON.valueToTree(settings);
        return JSON.convertValue(tree.put("max_conversation_duration", seconds), AgentSettings.class);
    }
}
