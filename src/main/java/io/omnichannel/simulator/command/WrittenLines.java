package io.omnichannel.simulator.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** What a customer writes, one text after the other: one from the command line, many from a pipe or from a prompt. */
final class WrittenLines {

    private static final String PROMPT = "you    ";

    /** Takes a text to where it goes. @return whether it was answered */
    interface Letterbox {
        boolean put(String text) throws IOException, InterruptedException;
    }

    private interface Source {
        Optional<String> next() throws IOException;
    }

    private final Source source;
    private final Transcript.Screen screen;
    private final boolean typed;

    private WrittenLines(Source source, Transcript.Screen screen, boolean typed) {
        this.source = source;
        this.screen = screen;
        this.typed = typed;
    }

    static WrittenLines one(String text, Transcript.Screen screen) {
        Iterator<String> only = List.of(text).iterator();
        return new WrittenLines(() -> only.hasNext() ? Optional.of(only.next()) : Optional.empty(), screen, false);
    }

    /** Empty lines and comments are passed over. */
    static WrittenLines piped(BufferedReader lines, Transcript.Screen screen) {
        return new WrittenLines(
                () -> {
                    String line = lines.readLine();
                    while (line != null && (line.isBlank() || line.startsWith("#"))) {
                        line = lines.readLine();
                    }
                    return Optional.ofNullable(line).map(String::strip);
                },
                screen,
                false);
    }

    /** At a prompt: an empty line ends it, and so do Ctrl-C and Ctrl-D. */
    static WrittenLines typed(Terminal terminal) {
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        PlainScreen screen = new PlainScreen(terminal.writer());
        screen.line("line   Type what the customer writes; an empty line ends it.");
        return new WrittenLines(
                () -> {
                    try {
                        return Optional.of(reader.readLine(PROMPT).strip()).filter(line -> !line.isEmpty());
                    } catch (UserInterruptException | EndOfFileException end) {
                        return Optional.empty();
                    }
                },
                screen,
                true);
    }

    Transcript.Screen screen() {
        return screen;
    }

    /**
     * Puts every text in, each after the answer to the one before. Who types may go on without an answer, a pipe may not.
     *
     * @return whether there was something, and the last of it was answered
     */
    boolean putInto(Letterbox letterbox) throws IOException, InterruptedException {
        boolean answered = false;
        boolean written = false;
        for (Optional<String> text = source.next();
                text.isPresent() && (answered || typed || !written);
                text = source.next()) {
            written = true;
            if (!typed) {
                screen.line(PROMPT + text.get());
            }
            answered = letterbox.put(text.get());
        }
        if (!written) {
            screen.line("line   nothing was written");
        }
        return answered;
    }
}
