package io.omnichannel.agent.tools;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that a model has to say or may say to a tool.
 *
 * @param choices the only values of a text, empty: any
 * @param pattern what a text has to look like, as a whole
 * @param min the smallest number, or the fewest characters of a text
 * @param max the largest number, or the most characters of a text
 */
record ToolParameter(
        String name,
        ValueType type,
        String description,
        boolean required,
        List<String> choices,
        Optional<Pattern> pattern,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max) {

    /** Of a text that says nothing about its length. */
    static final BigDecimal USUAL_LENGTH = BigDecimal.valueOf(500);

    /** Whether the same can be said in other words. */
    boolean isFreeText() {
        return type == ValueType.STRING && choices.isEmpty() && pattern.isEmpty();
    }
}
