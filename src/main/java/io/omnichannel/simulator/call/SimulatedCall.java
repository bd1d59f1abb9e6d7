package io.omnichannel.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omnichannel.simulator.StrictJson;
import io.omnichannel.simulator.Webhooks;
import io.omnichannel.simulator.twiml.RelayNoun;
import java.time.Duration;
import java.util.List;

/**
 * A caller on the phone. What the caller does is sent at once; what the agent says is waited for with a timeout. Safe for
 * several threads, meant for one. Closing hangs up.
 */
public final class SimulatedCall implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final double SPOKEN_WORDS_PER_SECOND = 2.6;

    private final CallParameters parameters;
    private final CallRecord call;
    private final Sessions sessions = new Sessions();
    private final CallCourse course;

    public SimulatedCall(CallSetup setup, Webhooks webhooks) {
        this.parameters = new CallParameters(setup);
        this.call = CallRecord.of(setup);
        this.course = new CallCourse(setup, webhooks, parameters, call, sessions);
    }

    public void run() {
        course.run();
    }

    public String callSid() {
        return parameters.callSid();
    }

    public Ledger ledger() {
        return call.ledger();
    }

    /** Every frame so far. */
    public List<Frame> frames() {
        return call.frames().all();
    }

    /** What of the agent's speech came too late: after an interrupt, before the caller's next words. */
    public List<LateFrame> lateFrames() {
        return call.hearing().late();
    }

    /** Waits for the relay's first session. @throws RuntimeException what went wrong, if there will be none */
    public SimulatedCall awaitConnected() {
        return awaitSession(1);
    }

    /** Waits until so many sessions have been opened, the first included. */
    public SimulatedCall awaitSession(int number) {
        try {
            if (sessions.await(number, PATIENCE)) {
                return this;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the call was connected", stopped);
        }
        awaitEnd(PATIENCE);
        throw new IllegalStateException("The call ended without being connected to the agent");
    }

    /** The relay as the current session's TwiML asked for it. */
    public RelayNoun relay() {
        return current().relay();
    }

    /** The caller says something: a final prompt. @return when it was sent, by {@link System#nanoTime()} */
    public long say(String text) {
        return prompt(text, true);
    }

    /** The same with cumulative partial prompts before, a word more each time. */
    public long sayWordByWord(String text) {
        String[] words = text.split(" ");
        StringBuilder soFar = new StringBuilder();
        for (String word : words) {
            soFar.append(soFar.isEmpty() ? "" : " ").append(word);
            prompt(soFar.toString(), false);
        }
        return prompt(text, true);
    }

    /** Says something and waits for the whole answer, whatever the agent said before. */
    public SpokenAnswer ask(String text, Duration timeout) {
        forgetEarlierAnswers();
        say(text);
        return nextAnswer(timeout);
    }

    /** What was said and not waited for is no answer to what comes next. */
    public void forgetEarlierAnswers() {
        call.hearing().forgetUnread();
    }

    /** What the agent said next, up to {@code last:true} or its end. The greeting is not an answer. */
    public SpokenAnswer nextAnswer(Duration timeout) {
        return call.hearing().next(timeout);
    }

    /** A key: 0-9, * or #. @throws IllegalStateException when the TwiML did not ask for digits: Twilio stays silent */
    public void press(char digit) {
        if ("0123456789*#".indexOf(digit) < 0) {
            throw new IllegalArgumentException("A telephone has no key \"" + digit + "\"");
        }
        if (!relay().detectsDigits()) {
            throw new IllegalStateException("dtmfDetection is not on, Twilio would not report the key");
        }
        call.hearing().asked(System.nanoTime());
        send(frame("dtmf").put("digit", String.valueOf(digit)).toString());
    }

    /** The caller speaks into the agent's words. @param heard what had been played until then */
    public void interrupt(String heard, int durationMs) {
        call.hearing().interrupted(System.nanoTime());
        send(frame("interrupt")
                .put("utteranceUntilInterrupt", heard)
                .put("durationUntilInterruptMs", durationMs)
                .toString());
    }

    /** Interrupts now, with what was heard at the setup's speed. @return those words, "" when nothing was being said */
    public String interruptNow() {
        requireInterruptible();
        long now = System.nanoTime();
        String heard = call.hearing().heard(now);
        interrupt(heard, call.hearing().milliseconds(now));
        return heard;
    }

    /** Interrupts as soon as so many words have come, as if exactly those had been heard. @return those words */
    public String interruptAfter(int words, Duration timeout) {
        requireInterruptible();
        String heard = call.hearing().firstWords(words, timeout);
        interrupt(heard, (int) (words / SPOKEN_WORDS_PER_SECOND * 1000));
        return heard;
    }

    /** Whether words of the agent are still being played, at the setup's speed. */
    public boolean isBeingSpokenTo() {
        return call.hearing().isPlaying(System.nanoTime());
    }

    /** Sends a frame as it is, malformed ones too. */
    public void send(String rawFrame) {
        current().send(rawFrame);
    }

    /** The line between Twilio and the server is cut; the call itself lives on. */
    public void dropSocket() {
        current().drop();
    }

    /** Twilio was told to let the call go on with another document; a session with the agent ends. */
    public void redirect(String twiml) {
        course.redirect(twiml);
    }

    /** Runs the action once the first session with the agent is open, if there is one, on the call's thread. */
    public void whenConnected(Runnable action) {
        sessions.whenOpened(action);
    }

    /** Whether the agent can be spoken to now. */
    public boolean isConnected() {
        return sessions.latest().filter(session -> !session.end().isDone()).isPresent();
    }

    public void hangUp() {
        current().hangUp();
    }

    /** Waits for the end and rethrows what ended it, if that was a rule of Twilio's. */
    public Ledger awaitEnd(Duration timeout) {
        course.awaitEnd(timeout);
        return ledger();
    }

    /** Runs the action once the call is over, on the call's thread. */
    public void whenOver(Runnable action) {
        course.whenOver(action);
    }

    public boolean isOver() {
        return course.isOver();
    }

    /** Hangs up if there is something to hang up. */
    @Override
    public void close() {
        sessions.latest().ifPresent(SimulatedRelay::hangUp);
    }

    private long prompt(String text, boolean last) {
        ObjectNode prompt = frame("prompt")
                .put("voicePrompt", text)
                .put("lang", relay().language())
                .put("last", last);
        long now = System.nanoTime();
        if (last) {
            call.hearing().asked(now);
        }
        send(prompt.toString());
        return now;
    }

    private void requireInterruptible() {
        if (!relay().speechInterrupts()) {
            throw new IllegalStateException("interruptible is not on, Twilio would play on");
        }
    }

    private SimulatedRelay current() {
        return sessions.latest().orElseThrow(() -> new IllegalStateException("The call is not connected to a relay"));
    }

    private static ObjectNode frame(String type) {
        return StrictJson.JSON.createObjectNode().put("type", type);
    }
}
