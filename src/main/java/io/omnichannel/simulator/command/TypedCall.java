package io.omnichannel.simulator.command;

import io.omnichannel.simulator.call.NoAnswer;
import io.omnichannel.simulator.call.SimulatedCall;
import java.time.Duration;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** A call whose caller types: words are said, a key is pressed, Ctrl-C cuts in, an empty line hangs up. */
final class TypedCall implements Transcript.Screen {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Terminal terminal;
    private final LineReader reader;
    private final PlainScreen plain;
    private final StringBuilder aside = new StringBuilder();
    private boolean typing;
    // A speech is being shown as it comes; one that begins while somebody types is shown whole, above the line.
    private boolean streaming;

    TypedCall(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        this.plain = new PlainScreen(terminal.writer());
    }

    void run(SimulatedCall call, Transcript transcript) {
        call.awaitConnected();
        plain.line(
                "line   connected. Type what the caller says; Ctrl-C cuts in, a digit is a key, an empty line hangs up.");
        terminal.handle(Terminal.Signal.INT, signal -> cutIn(call, transcript));
        Thread here = Thread.currentThread();
        call.whenOver(() -> stopTyping(here));
        while (!call.isOver()) {
            try {
                startTyping();
                if (call.isOver() || !act(ScriptLine.typed(read()), call, transcript)) {
                    break;
                }
            } catch (UserInterruptException key) {
                if (!call.isOver()) {
                    cutIn(call, transcript);
                }
            } catch (EndOfFileException controlD) {
                break;
            } catch (NoAnswer silent) {
                if (silent.callIsOver()) {
                    break;
                }
                transcript.note(silent.getMessage());
            } catch (IllegalStateException refused) {
                transcript.note(refused.getMessage());
            }
        }
        endTyping();
        call.close();
    }

    private boolean act(ScriptLine line, SimulatedCall call, Transcript transcript) {
        switch (line) {
            case ScriptLine.Press press -> call.press(press.digits().charAt(0));
            case ScriptLine.Say say -> {
                call.forgetEarlierAnswers();
                transcript.spoken();
                call.say(say.text());
                transcript.answered(call.nextAnswer(PATIENCE));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void cutIn(SimulatedCall call, Transcript transcript) {
        if (!call.isConnected() || !call.isBeingSpokenTo()) {
            transcript.note("nobody is speaking; an empty line hangs up");
            return;
        }
        try {
            transcript.breakOff();
            transcript.interrupted(call.interruptNow());
        } catch (IllegalStateException refused) {
            transcript.note(refused.getMessage());
        }
    }

    private String read() {
        try {
            return reader.readLine("you    ");
        } finally {
            endTyping();
        }
    }

    private synchronized void startTyping() {
        if (streaming) {
            plain.line("");
            streaming = false;
        }
        typing = true;
    }

    private synchronized void endTyping() {
        typing = false;
        // The end of the call may have come in the very moment in which the line was complete.
        Thread.interrupted();
    }

    private synchronized void stopTyping(Thread reading) {
        if (typing) {
            reading.interrupt();
        }
    }

    @Override
    public synchronized void begin(String prefix) {
        streaming = !typing;
        more(prefix);
    }

    @Override
    public synchronized void more(String text) {
        if (streaming) {
            plain.more(text);
        } else {
            aside.append(text);
        }
    }

    @Override
    public synchronized void end() {
        streaming = false;
        line(aside.toString());
        aside.setLength(0);
    }

    @Override
    public synchronized void line(String text) {
        if (typing) {
            reader.printAbove(text);
        } else {
            plain.line(text);
        }
    }
}
