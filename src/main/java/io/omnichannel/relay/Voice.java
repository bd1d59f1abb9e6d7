package io.omnichannel.relay;

import io.omnichannel.conversation.SenderRole;
import java.time.Duration;
import java.util.List;

/**
 * All that is sent to the caller, and the account of what is being spoken. The only one that sends frames, and only under
 * the session's lock.
 */
final class Voice {

    private final SessionLock lock;
    private final RelaySocket socket;
    private final Speech speech;
    private final CallLog log;

    Voice(SessionLock lock, RelaySocket socket, Speech speech, CallLog log) {
        this.lock = lock;
        this.socket = socket;
        this.speech = speech;
        this.log = log;
    }

    /** One token of an answer. */
    void say(TurnReply reply, String token) {
        if (reply.isSilent()) {
            speech.begins(reply.utterance());
        }
        reply.sending(token, System.nanoTime());
        send(OutgoingFrames.text(token));
        speech.grows(token.length());
    }

    /** The answer is complete as it is; Twilio waits for no more of it. */
    void closeTalkCycle() {
        send(OutgoingFrames.LAST);
    }

    /** A whole sentence of ours, outside any turn. */
    void speak(String sentence) {
        send(OutgoingFrames.text(sentence));
        closeTalkCycle();
        spoken(sentence, SenderRole.SYSTEM);
    }

    /** The same, to a caller who says nothing. */
    void nudge(String sentence) {
        speak(sentence);
        log.nudged();
    }

    /** A sentence that Twilio speaks by itself or has just been given. */
    void spoken(String sentence, SenderRole role) {
        Utterance utterance = new Utterance();
        utterance.add(sentence);
        speech.begins(utterance);
        speech.grows(sentence.length());
        log.said(role, utterance, speech.left());
    }

    /** The caller spoke over us: of what was sent only this was heard, and Twilio has thrown the rest away. */
    void interrupted(String heard) {
        lock.mustBeHeld();
        socket.forgetUnsent();
        speech.interrupted(heard, log);
    }

    /** The caller has let us finish: all of it counts as heard, but for an answer that was still being spoken. */
    void caughtUp(List<Utterance> stillSpeaking) {
        speech.caughtUp(stillSpeaking);
    }

    /** The line is gone while we were speaking. */
    void brokenOff() {
        speech.brokenOff(log);
    }

    /** How long what was sent still takes to say, generously. */
    Duration left() {
        return speech.left();
    }

    /** Runs the action, without the lock, as soon as all that was said is on disk. */
    void onceWritten(Runnable action) {
        log.onceWritten(action);
    }

    /** The session's last frame. */
    void end(String frame) {
        send(frame);
    }

    private void send(String frame) {
        lock.mustBeHeld();
        socket.send(frame);
    }
}
