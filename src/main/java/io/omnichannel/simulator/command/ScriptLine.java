package io.omnichannel.simulator.command;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of what the caller does, typed or read from a script. */
sealed interface ScriptLine {

    record Say(String text) implements ScriptLine {}

    record Press(String digits) implements ScriptLine {}

    /** Cuts into the answer to the line before, when so many of its words have been heard. */
    record Interrupt(int words) implements ScriptLine {}

    record Drop() implements ScriptLine {}

    record HangUp() implements ScriptLine {}

    Pattern INTERRUPT = Pattern.compile("!interrupt after ([1-9]\\d{0,3}) words?");
    Pattern DIGITS = Pattern.compile("!digits? ([0-9*#]+)");

    /** A typed line: a key alone is pressed, an empty line hangs up, anything else is said. */
    static ScriptLine typed(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return new HangUp();
        }
        return text.matches("[0-9*#]") ? new Press(text) : new Say(text);
    }

    /**
     * A line of a script, which has comments ({@code #}) and commands ({@code !}) besides.
     *
     * @return empty for a comment
     * @throws IllegalArgumentException for a command that does not exist
     */
    static Optional<ScriptLine> scripted(String line) {
        String text = line.strip();
        if (text.startsWith("#")) {
            return Optional.empty();
        }
        if (!text.startsWith("!")) {
            return Optional.of(typed(text));
        }
        Matcher interrupt = INTERRUPT.matcher(text);
        if (interrupt.matches()) {
            return Optional.of(new Interrupt(Integer.parseInt(interrupt.group(1))));
        }
        Matcher digits = DIGITS.matcher(text);
        if (digits.matches()) {
            return Optional.of(new Press(digits.group(1)));
        }
        return Optional.of(
                switch (text) {
                    case "!drop" -> new Drop();
                    case "!hangup" -> new HangUp();
                    default ->
                        throw new IllegalArgumentException("\"" + text + "\" is no command; there are: "
                                + "!interrupt after 3 words, !digit 5, !drop, !hangup");
                });
    }
}
