package io.omnichannel.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.util.PGobject;
import org.springframework.stereotype.Component;

/** A row as camel-jdbc gives it, turned into what goes out as JSON: columns are fields, in the statement's order. */
@Component
final class JsonRow {

    private final ObjectReader json;

    JsonRow(ObjectMapper json) {
        this.json = json.reader();
    }

    Map<String, Object> of(Map<String, Object> row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        row.forEach((name, value) -> fields.put(name, field(value)));
        return fields;
    }

    private Object field(Object value) {
        return switch (value) {
            case Timestamp time -> time.toInstant();
            case PGobject object -> parsed(object.getValue());
            case null, default -> value;
        };
    }

    private Object parsed(String text) {
        try {
            return text == null ? null : json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database holds no JSON in a JSON column", impossible);
        }
    }
}
