package io.omnichannel.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes a JSON value a text that can be stored and said. */
final class TextRule {

    // Within a text U+200C and U+200D are spelling: in Persian and Hindi words, in emoji of several signs.
    private static final Pattern HIDDEN = Pattern.compile(
            "[\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF]|^[\\u200C\\u200D]|[\\u200C\\u200D]\\z");

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

    /** What nobody sees in the text, though it may hide something or turn it round. */
    static Optional<String> hidden(String text) {
        Matcher found = HIDDEN.matcher(text);
        return found.find()
                ? Optional.of("must not contain U+%04X, a sign without width or that turns the text round; remove it"
                        .formatted(found.group().codePointAt(0)))
                : Optional.empty();
    }

    // PostgreSQL takes no U+0000, UTF-8 no lone surrogate.
    private static boolean unusable(int point) {
        boolean lineBreak = point == '\n' || point == '\r' || point == '\t';
        return (Character.isISOControl(point) && !lineBreak) || (point >= 0xD800 && point <= 0xDFFF);
    }
}
