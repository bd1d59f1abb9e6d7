package io.omnichannel.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who speaks in a conversation. */
public enum SenderRole {
    CUSTOMER,
    AGENT,
    HUMAN,
    SYSTEM;

    /** The name in the API and in the database. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name */
    @JsonCreator
    public static SenderRole of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
