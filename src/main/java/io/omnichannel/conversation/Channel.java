package io.omnichannel.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The ways a customer and a business reach each other. */
public enum Channel {
    VOICE,
    SMS,
    WHATSAPP,
    EMAIL;

    /** The name in the API and in the database. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other name */
    @JsonCreator
    public static Channel of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
