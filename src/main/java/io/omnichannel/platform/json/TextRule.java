package io.omnichannel.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What makes a JSON value a text that can be stored and said. */
final class TextRule {

    private TextRule() {}

    /** What is wrong with the value as a text of at most {@code max} characters. */
    static Optional<String> complaint(JsonNode value, int max) {
        if (!value.isTextual()) {
            return Optional.of("must be a text");
        }
        String text = value.textValue();
        if (text.isBlank()) {
            return Optional.of("must not be blank");
        }
        if (text.codePointCount(0, text.length()) > max) {
            return Optional.of("must have at most " + max + " characters");
        }
        return text.codePoints().anyMatch(TextRule::unusable)
                ? Optional.of("must not contain control characters or half emoji")
                : Optional.empty();
    }

    // PostgreSQL takes no U+0000, UTF-8 no lone surrogate.
    private static boolean unusable(int point) {
        boolean lineBreak = point == '\n' || point == '\r' || point == '\t';
        return (Character.isISOControl(point) && !lineBreak) || (point >= 0xD800 && point <= 0xDFFF);
    }
}
