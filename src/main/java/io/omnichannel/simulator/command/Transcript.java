package io.omnichannel.simulator.command;

import io.omnichannel.simulator.call.CallListener;
import io.omnichannel.simulator.call.SessionStatus;
import io.omnichannel.simulator.call.SpokenAnswer;
import io.omnichannel.simulator.call.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A call as a person reads it: who says what, what the line does, and at the end what it took. */
final class Transcript implements CallListener {

    private static final String AGENT = "agent  ";
    private static final String LINE = "line   ";

    /** Where it appears. A speech is begun, goes on and ends; nothing else comes between. */
    interface Screen {

        void begin(String prefix);

        void more(String text);

        void end();

        /** A whole line. */
        void line(String text);
    }

    private final Screen screen;
    private final StringBuilder speech = new StringBuilder();
    private final List<Long> firstFrameMillis = new ArrayList<>();
    private boolean speaking;
    private boolean connectedBefore;
    private boolean brokenByYou;
    private int wordsHeard;
    // Of what the agent said last, which the caller may still cut into.
    private int latestWords;

    Transcript(Screen screen) {
        this.screen = screen;
    }

    @Override
    public synchronized void heard(String token, boolean last) {
        if (!speaking && !token.isEmpty()) {
            speaking = true;
            screen.begin(AGENT);
        }
        speech.append(token);
        if (speaking) {
            screen.more(token);
        }
        if (last) {
            endSpeech();
        }
    }

    @Override
    public synchronized void happened(Step step) {
        switch (step) {
            case Step.Connected connected -> {
                if (connectedBefore) {
                    note("connected again");
                }
                connectedBefore = true;
            }
            case Step.Disconnected lost -> {
                endSpeech();
                if (lost.status() == SessionStatus.FAILED && !brokenByYou) {
                    note("the server's socket is gone (" + lost.code() + ")");
                }
                brokenByYou = false;
            }
            case Step.NotConnected refused ->
                note("the server's socket does not open"
                        + (refused.status() == 0 ? "" : " (" + refused.status() + ")"));
            case Step.Said said -> note("says: " + said.text());
            case Step.Played played -> note("plays " + played.url());
            case Step.Dialled dialled ->
                note("dials " + String.join(", ", dialled.targets()) + ": "
                        + dialled.outcome().wireName());
            case Step.Digits digits -> note("presses " + digits.digits());
            case Step.Ended ended ->
                note(ended.handoffData().isEmpty() ? "handed back" : "handed back: " + ended.handoffData());
            case Step.Rejected rejected -> note("the call is rejected");
            case Step.Recorded recorded -> note("records");
            case Step.HungUp hungUp -> note(hungUp.byCaller() ? "you hung up" : "hung up");
            case Step.Violation violation -> note("against Twilio's rules: " + violation.rule());
            case Step.Asked ignored -> {}
            case Step.Paused ignored -> {}
            case Step.Redirected ignored -> {}
            case Step.LanguageChanged ignored -> {}
        }
    }

    /** The caller spoke; what was said before was heard to its end. */
    synchronized void spoken() {
        latestWords = 0;
    }

    synchronized void you(String text) {
        spoken();
        screen.line("you    " + text);
    }

    /** Whoever calls wants the line to break: nothing of the server's is broken. */
    synchronized void lineBreaks() {
        brokenByYou = true;
        you("(you break the line to the server)");
    }

    /** Ends the agent's line; what still comes of it begins another. */
    synchronized void breakOff() {
        endSpeech();
    }

    /** The caller cut in after these words. */
    synchronized void interrupted(String heard) {
        endSpeech();
        wordsHeard += words(heard) - latestWords;
        latestWords = 0;
        screen.line("you    (cut in after: \"" + heard + "\")");
    }

    synchronized void note(String text) {
        endSpeech();
        screen.line(LINE + text);
    }

    synchronized void answered(SpokenAnswer answer) {
        firstFrameMillis.add(answer.untilFirstFrame().toMillis());
    }

    synchronized void summary() {
        String times = firstFrameMillis.isEmpty()
                ? ""
                : "; first words after "
                        + firstFrameMillis.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " ms";
        screen.line((firstFrameMillis.size() == 1 ? "1 turn, " : firstFrameMillis.size() + " turns, ") + wordsHeard
                + " words heard" + times);
    }

    private void endSpeech() {
        if (!speech.isEmpty()) {
            latestWords = words(speech.toString());
            wordsHeard += latestWords;
        }
        speech.setLength(0);
        if (speaking) {
            speaking = false;
            screen.end();
        }
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
