package io.omnichannel.relay;

import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.call.BoundCall;
import io.omnichannel.relay.Farewell.Yields;
import java.time.Duration;

/**
 * What happens in a session without a word from the caller: a silence is asked about, the longest call comes to its end,
 * an end that was decided is sent when the last sentence has been said. Guarded by the session's lock, its alarms too.
 */
final class CallClock {

    private final BoundCall call;
    private final RelaySocket socket;
    private final Voice voice;
    private final Answering answering;
    private final Phrases phrases;
    private final Silence silence;
    private final RelayTimer.Alarm limit;
    private final Farewell farewell;
    private final RelayMetrics metrics;
    private final Runnable goodbye;
    private boolean over;
    private boolean ended;

    CallClock(SessionLock lock, BoundCall call, Relay relay, RelaySocket socket, Voice voice, Answering answering) {
        this.call = call;
        this.socket = socket;
        this.voice = voice;
        this.answering = answering;
        this.metrics = relay.metrics();
        this.phrases = Phrases.in(call.settings().locale());
        RelayTimer timer = relay.timer();
        RelaySettings settings = relay.settings();
        this.silence = new Silence(timer.alarm(lock.guarding(this::nudge)), settings.nudgeAfter(), settings.nudges());
        this.limit = timer.alarm(lock.guarding(this::timeIsUp));
        this.farewell = new Farewell(timer.alarm(lock.guarding(this::end)));
        this.goodbye = lock.guarding(this::sayGoodbye);
    }

    /** From now on the call may last as long as its configuration allows, less what a lost line took of it. */
    void start() {
        AgentSettings tenant = call.settings();
        limit.in(Duration.ofSeconds(Math.max(1, tenant.maxConversationDuration() - call.elapsedSeconds())));
    }

    /** The caller's turn. */
    void listen() {
        silence.watch(voice.left());
    }

    /** The caller did something. */
    void silenceBroken() {
        silence.broken();
    }

    /** Ends the session once everything has been said, unless the caller is heard. */
    void endAfterwards() {
        farewell.decide(OutgoingFrames.END, Yields.TO_ANY_SOUND, voice.left());
    }

    /** The same with a human behind it, whom a caller who only coughs still gets. */
    void handOverAfterwards(String reason) {
        farewell.decide(OutgoingFrames.end(HandoffData.toHuman(reason)), Yields.TO_WORDS, voice.left());
    }

    /** An end that can be taken back is. */
    void callerTalksOn() {
        farewell.revoke();
    }

    /** Something is heard of the caller, words perhaps. */
    void callerIsHeard() {
        farewell.hear(voice.left());
    }

    /** Whether nothing the caller says is answered any more. */
    boolean answersNoMore() {
        return over || farewell.isFinal();
    }

    /** Whether the last sentence of the call has been decided. */
    boolean isEnding() {
        return over || farewell.isDecided();
    }

    boolean isOver() {
        return over;
    }

    /** Ends the session without a word, as one is refused: whoever has the call now is found by what Twilio asks next. */
    void breakOff() {
        stop();
        socket.close(Binding.REFUSED.closeCode(), "The conversation is a human's");
    }

    /** The socket is gone. */
    void stop() {
        silence.stop();
        limit.stop();
        farewell.stop();
        over = true;
        ended = true;
    }

    private void nudge() {
        if (over || answering.isUnderWay() || farewell.isDecided()) {
            return;
        }
        int nudge = silence.nudge();
        if (nudge == 0) {
            voice.speak(phrases.text(Phrase.FAREWELL_SILENCE));
            endAfterwards();
        } else {
            voice.nudge(phrases.text(nudge == 1 ? Phrase.NUDGE_FIRST : Phrase.NUDGE_SECOND));
            metrics.nudged();
            listen();
        }
    }

    private void timeIsUp() {
        // Somebody who is being put through is not hung up on.
        if (over || farewell.isDecided()) {
            return;
        }
        if (answering.drop("abandoned").isPresent()) {
            voice.closeTalkCycle();
        }
        silence.stop();
        voice.speak(phrases.text(Phrase.FAREWELL_DURATION));
        farewell.decide(OutgoingFrames.END, Yields.TO_NOTHING, voice.left());
    }

    /** Whoever is asked next, a human who is told of it first, is to find all that was said; a slow database is not waited for. */
    private void end() {
        if (ended) {
            socket.close(1000, "Session ended");
        } else if (over) {
            sayGoodbye();
        } else if (farewell.isDecided()) {
            over = true;
            farewell.waitForWrites();
            voice.onceWritten(goodbye);
        }
    }

    private void sayGoodbye() {
        if (!ended) {
            ended = true;
            voice.end(farewell.take());
        }
    }
}
