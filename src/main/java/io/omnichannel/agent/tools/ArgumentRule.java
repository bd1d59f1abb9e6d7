package io.omnichannel.agent.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one argument may be. */
final class ArgumentRule {

    private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");
    /** Beyond it a number is a trap and not a number: 1e999999999. */
    private static final int MOST_DIGITS = 30;

    private ArgumentRule() {}

    /** @return as {@link ToolCall#arguments} has it, or empty when it is not what the parameter wants */
    static Optional<Object> value(ToolParameter parameter, JsonNode given) {
        return switch (parameter.type()) {
            case STRING -> text(given).filter(text -> allowed(parameter, text)).map(text -> text);
            case INTEGER ->
                integer(given)
                        .filter(number -> within(parameter, BigDecimal.valueOf(number)))
                        .map(n -> n);
            case NUMBER ->
                number(given).filter(number -> within(parameter, number)).map(number -> number);
            case BOOLEAN -> given.isBoolean() ? Optional.of(given.booleanValue()) : Optional.empty();
            case DATE -> text(given).filter(ArgumentRule::isDate).map(date -> date);
            case TIME -> text(given).filter(ArgumentRule::isTime).map(time -> time);
        };
    }

    /** What a value has to be, for the model. */
    static String wanted(ToolParameter parameter) {
        if (!parameter.choices().isEmpty()) {
            return "one of " + String.join(", ", parameter.choices());
        }
        StringBuilder wanted = new StringBuilder(parameter.type().described());
        String unit = parameter.type().isNumber() ? "" : " characters";
        parameter.min().ifPresent(min -> wanted.append(", at least ")
                .append(min.toPlainString())
                .append(unit));
        parameter.max().ifPresent(max -> wanted.append(", at most ")
                .append(max.toPlainString())
                .append(unit));
        parameter.pattern().ifPresent(pattern -> wanted.append(", matching ").append(pattern.pattern()));
        return wanted.toString();
    }

    private static Optional<String> text(JsonNode given) {
        return given.isTextual() && !UNPRINTABLE.matcher(given.textValue()).find()
                ? Optional.of(given.textValue().strip())
                : Optional.empty();
    }

    private static Optional<Long> integer(JsonNode given) {
        return given.isIntegralNumber() && given.canConvertToLong() ? Optional.of(given.longValue()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonNode given) {
        return given.isNumber()
                ? Optional.of(given.decimalValue())
                        .filter(number -> number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS)
                : Optional.empty();
    }

    private static boolean allowed(ToolParameter parameter, String text) {
        BigDecimal length = BigDecimal.valueOf(text.length());
        return length.compareTo(parameter.max().orElse(ToolParameter.USUAL_LENGTH)) <= 0
                && length.compareTo(parameter.min().orElse(BigDecimal.ZERO)) >= 0
                && (parameter.choices().isEmpty() || parameter.choices().contains(text))
                && parameter
                        .pattern()
                        .map(pattern -> pattern.matcher(text).matches())
                        .orElse(true);
    }

    private static boolean within(ToolParameter parameter, BigDecimal number) {
        return parameter.min().map(min -> number.compareTo(min) >= 0).orElse(true)
                && parameter.max().map(max -> number.compareTo(max) <= 0).orElse(true);
    }

    private static boolean isDate(String text) {
        try {
            LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
            return text.length() == "2026-11-30".length();
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        try {
            return CLOCK.matcher(text).matches() && LocalTime.parse(text) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
