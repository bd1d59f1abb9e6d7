package io.omnichannel.agent.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.omnichannel.agent.Memory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Reads what is known of a customer from the columns {@code facts} and {@code summary} of a statement that runs anyway. */
@Component
public class StoredMemory {

    private final ObjectMapper json;

    StoredMemory(ObjectMapper json) {
        this.json = json;
    }

    private record Fact(String name, String value) {}

    public Memory read(ResultSet row) throws SQLException, JsonProcessingException {
        String facts = row.getString("facts");
        String summary = row.getString("summary");
        if (facts == null && summary == null) {
            return Memory.NONE;
        }
        Map<String, String> known = new LinkedHashMap<>();
        if (facts != null) {
            json.readValue(facts, new TypeReference<List<Fact>>() {})
                    .forEach(fact -> known.put(fact.name(), fact.value()));
        }
        return new Memory(summary == null ? "" : summary, Collections.unmodifiableMap(known));
    }
}
