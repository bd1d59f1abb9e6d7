package io.omnichannel.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.agent.AgentDefaults;
import io.omnichannel.platform.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A stored configuration as the admin API shows it. */
@Component
final class AgentConfigView {

    private final JsonRow rows;
    private final List<String> order = new ArrayList<>();

    AgentConfigView(JsonRow rows, ObjectMapper json) {
        this.rows = rows;
        // jsonb forgets the order of fields; readers expect the one they are documented in.
        json.valueToTree(AgentDefaults.settings()).fieldNames().forEachRemaining(order::add);
    }

    /** The parameters of {@code sql/routes/agent-config.sql}. */
    public Map<String, Object> parameters(@Variable(AdminRequest.VARIABLE) AdminRequest request) {
        return Map.of("tenant", request.readableTenant());
    }

    /** @param row the statement's, or null */
    public Answer answer(Map<String, Object> row) {
        if (row == null) {
            throw ProblemException.notFound(
                    "This tenant has no configuration; its calls are answered with the defaults");
        }
        Map<String, Object> fields = rows.of(row);
        UUID id = (UUID) fields.get("id");
        long version = (Long) fields.get("version");
        Map<String, Object> config = config(
                (String) fields.get("tenant_id"),
                new AgentConfigs.Stored(
                        id,
                        version,
                        (Instant) fields.get("created_at"),
                        (Instant) fields.get("updated_at"),
                        false,
                        false,
                        (String) fields.get("phone_number"),
                        null,
                        null),
                (ObjectNode) fields.get("settings"));
        return Answer.success("config", config).withHeader("ETag", Precondition.tag(id, version));
    }

    Map<String, Object> config(String tenant, AgentConfigs.Stored stored, ObjectNode settings) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("id", stored.id());
        config.put("tenant_id", tenant);
        config.put("phone_number", stored.phoneNumber());
        for (String name : order) {
            JsonNode value = settings.get(name);
            config.put(name, value);
        }
        config.put("version", stored.version());
        config.put("created_at", stored.createdAt());
        config.put("updated_at", stored.updatedAt());
        return config;
    }
}
