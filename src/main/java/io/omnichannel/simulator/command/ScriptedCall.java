package io.omnichannel.simulator.command;

import io.omnichannel.simulator.call.NoAnswer;
import io.omnichannel.simulator.call.SimulatedCall;
import io.omnichannel.simulator.call.Step;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A call whose caller reads from a script: each line waits until the answer to the one before has ended. */
final class ScriptedCall {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // An agent need not answer a key; the server waits for more keys first (omnichannel.relay.digit-timeout, 2 s).
    private static final Duration AFTER_A_KEY = Duration.ofSeconds(4);
    // An answer that broke off with the line may be given again.
    private static final Duration AFTER_A_DROP = Duration.ofSeconds(1);

    private final SimulatedCall call;
    private final BufferedReader script;
    private final Transcript transcript;
    private int number;
    // Whether the latest words have had no answer, or none that was looked at.
    private boolean asked;
    private ScriptLine ahead;

    ScriptedCall(SimulatedCall call, BufferedReader script, Transcript transcript) {
        this.call = call;
        this.script = script;
        this.transcript = transcript;
    }

    /**
     * Plays the script to its end, or until the call is over.
     *
     * @throws IllegalArgumentException for a line that is no line
     * @throws NoAnswer when the agent stays silent, or the call is over before the script
     */
    void run() throws IOException {
        call.awaitConnected();
        for (Optional<ScriptLine> line = next(); line.isPresent(); line = next()) {
            if (line.get() instanceof ScriptLine.HangUp) {
                break;
            }
            try {
                play(line.get());
            } catch (IllegalStateException | NoAnswer failed) {
                throw call.isConnected()
                        ? failed
                        : new NoAnswer("The call is over, but the script is not (line " + number + ")", true, failed);
            }
        }
        call.close();
    }

    private void play(ScriptLine line) throws IOException {
        switch (line) {
            case ScriptLine.Say say -> {
                transcript.you(say.text());
                call.forgetEarlierAnswers();
                call.say(say.text());
                asked = true;
                if (!interruptComes()) {
                    answered();
                }
            }
            case ScriptLine.Press press -> {
                transcript.you("presses " + press.digits());
                call.forgetEarlierAnswers();
                press.digits().chars().forEach(key -> call.press((char) key));
                if (!interruptComes()) {
                    awaitAnswerToAKey();
                }
            }
            case ScriptLine.Interrupt interrupt -> {
                transcript.interrupted(call.interruptAfter(interrupt.words(), PATIENCE));
                answered();
            }
            case ScriptLine.Drop drop -> {
                transcript.lineBreaks();
                int sessions = call.ledger().steps(Step.Connected.class).size();
                call.forgetEarlierAnswers();
                call.dropSocket();
                call.awaitSession(sessions + 1);
                awaitWhatIsSaidAgain();
            }
            case ScriptLine.HangUp hangUp -> call.close();
        }
    }

    private void answered() {
        if (asked) {
            transcript.answered(call.nextAnswer(PATIENCE));
            asked = false;
        }
    }

    private void awaitAnswerToAKey() {
        try {
            call.nextAnswer(AFTER_A_KEY);
        } catch (NoAnswer silent) {
            transcript.note("no answer to the key");
        }
    }

    private void awaitWhatIsSaidAgain() {
        try {
            call.nextAnswer(AFTER_A_DROP);
        } catch (NoAnswer nothingWasLost) {
            // The caller's turn.
        }
    }

    // Only what is there already is looked at: whoever types into a pipe waits for the answer first.
    private boolean interruptComes() throws IOException {
        if (ahead == null && script.ready()) {
            ahead = read().orElse(null);
        }
        return ahead instanceof ScriptLine.Interrupt;
    }

    private Optional<ScriptLine> next() throws IOException {
        if (ahead != null) {
            ScriptLine line = ahead;
            ahead = null;
            return Optional.of(line);
        }
        return read();
    }

    private Optional<ScriptLine> read() throws IOException {
        for (String line = script.readLine(); line != null; line = script.readLine()) {
            number++;
            try {
                Optional<ScriptLine> parsed = ScriptLine.scripted(line);
                if (parsed.isPresent()) {
                    return parsed;
                }
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("Line " + number + ": " + wrong.getMessage(), wrong);
            }
        }
        return Optional.empty();
    }
}
