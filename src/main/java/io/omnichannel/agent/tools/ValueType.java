package io.omnichannel.agent.tools;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a tool's parameter may be. */
enum ValueType {
    STRING("string", "a text"),
    INTEGER("integer", "a whole number"),
    NUMBER("number", "a number"),
    BOOLEAN("boolean", "true or false"),
    DATE("string", "a date such as 2026-11-30"),
    TIME("string", "a time of day such as 09:30");

    private final String schemaType;
    private final String described;

    ValueType(String schemaType, String described) {
        this.schemaType = schemaType;
        this.described = described;
    }

    static Optional<ValueType> of(String written) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(written))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ValueType::wireName).toList();
    }

    /** The name in a route. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in JSON Schema. */
    String schemaType() {
        return schemaType;
    }

    String described() {
        return described;
    }

    boolean isNumber() {
        return this == INTEGER || this == NUMBER;
    }
}
