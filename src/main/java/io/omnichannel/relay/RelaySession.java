package io.omnichannel.relay;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Identity;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.Turn;
import io.omnichannel.call.BoundCall;
import io.omnichannel.call.Opening;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.platform.LogContext;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Prompt;
import io.omnichannel.relay.TurnReply.Question;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bound relay session: who speaks, what was said, what was heard. Every change and every frame that is sent happens
 * under one lock, so that nothing of an interrupted answer leaves after the interrupt was read.
 */
final class RelaySession {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySession.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final RelaySocket socket;
    private final Relay relay;
    private final BoundCall call;
    private final RelaySettings settings;
    private final Agent agent;
    private final RelayMetrics metrics;
    private final CallLog log;
    private final Speech speech;
    private final Voice voice;
    private final Phrases phrases;
    private final Silence silence;
    private final RelayTimer.Alarm limit;
    private final Farewell farewell;
    private final Keypad keypad;

    private final LiveConversations.Listener writtenMeanwhile = this::written;

    private TurnReply current;
    private boolean over;

    RelaySession(RelaySocket socket, BoundCall call, Relay relay) {
        this.socket = socket;
        this.relay = relay;
        this.call = call;
        this.settings = relay.settings();
        this.agent = relay.agent();
        this.metrics = relay.metrics();
        this.log = new CallLog(call, relay.timeline(), new CallWriter(metrics));
        this.speech = new Speech(relay.settings().speechRate(), speed(call.settings()));
        this.voice = new Voice(socket, speech, log);
        this.phrases = Phrases.in(call.settings().locale());
        this.silence = new Silence(relay.timer().alarm(this::nudge), settings.nudgeAfter(), settings.nudges());
        this.limit = relay.timer().alarm(this::timeIsUp);
        this.farewell = new Farewell(relay.timer().alarm(this::end));
        this.keypad = new Keypad(relay.timer().alarm(this::keyed), settings.digitTimeout());
    }

    /** Takes the call up: the greeting is being spoken by Twilio; a question left open by a lost line is answered now. */
    void begin() {
        locked(() -> {
            metrics.sessionBound();
            relay.live().begin(call.conversationId(), writtenMeanwhile);
            limit.in(
                    Duration.ofSeconds(Math.max(1, call.settings().maxConversationDuration() - call.elapsedSeconds())));
            int before = log.length();
            boolean resumed = call.resumes() > 0;
            String opening = Opening.of(call.settings(), resumed);
            if (!opening.isBlank()) {
                voice.spoken(opening, resumed ? SenderRole.SYSTEM : SenderRole.AGENT);
            }
            if (resumed && openQuestion() instanceof Line open) {
                ask(new Question(open.content(), before - 1, 0));
            } else {
                listen();
            }
        });
    }

    private Line openQuestion() {
        List<Line> history = call.history();
        Line last = history.isEmpty() ? null : history.getLast();
        return last != null && last.role() == SenderRole.CUSTOMER && last.channel() == Channel.VOICE ? last : null;
    }

    /** The caller speaks. A final prompt is a turn; one that comes before any word of the last answer adds to its question. */
    void prompt(Prompt prompt) {
        locked(() -> {
            if (over || farewell.isFinal() || prompt.text().isBlank()) {
                return;
            }
            silence.broken();
            if (!prompt.last()) {
                listen();
                return;
            }
            farewell.revoke();
            Question question = takeTurn(prompt.text());
            log.customerSaid(prompt.text());
            ask(question);
        });
    }

    /** What the caller asks, once an answer that is still being made has been put aside. */
    private Question takeTurn(String text) {
        TurnReply unfinished = current;
        if (unfinished == null) {
            speech.caughtUp(List.of());
            return log.question(text);
        }
        drop(unfinished, "abandoned");
        if (unfinished.isSilent()) {
            Question earlier = unfinished.question();
            return new Question(earlier.text() + " " + text, earlier.linesBefore(), earlier.writtenSeq());
        }
        socket.send(OutgoingFrames.LAST);
        speech.caughtUp(List.of(unfinished.utterance()));
        return log.question(text);
    }

    /** The caller spoke over the agent; Twilio has thrown away what was queued. */
    void interrupt(Interrupt interrupt) {
        locked(() -> {
            if (over) {
                return;
            }
            farewell.revoke();
            if (current != null) {
                drop(current, "interrupted");
            }
            speech.interrupted(interrupt.heard(), log);
            listen();
        });
    }

    /** A key: # or a pause ends the input, which is then a turn like any other. */
    void dtmf(Dtmf key) {
        locked(() -> {
            silence.broken();
            if (keypad.press(key.digit())) {
                keyed();
            }
        });
    }

    private void keyed() {
        locked(() -> {
            String keys = keypad.take();
            if (!keys.isEmpty()) {
                prompt(new Prompt(keys, "", true));
            }
        });
    }

    /** The socket is gone. An answer in the making is kept as far as it was sent, and cut to what we guess was heard. */
    void closed(int code) {
        locked(() -> {
            if (current != null) {
                drop(current, "abandoned");
            }
            speech.brokenOff(log);
            relay.live().end(call.conversationId(), writtenMeanwhile);
            silence.stop();
            limit.stop();
            farewell.stop();
            keypad.stop();
            metrics.sessionOver(over ? "ended" : code == 1000 ? "hung_up" : "lost");
            over = true;
        });
    }

    /** A text came in while the caller is on the phone: the agent sees it from its next turn on. */
    private void written(long seq, Line line) {
        locked(() -> log.written(seq, line));
    }

    private void ask(Question question) {
        TurnReply reply = new TurnReply(this, question);
        AgentSettings tenant = call.settings();
        Turn turn = new Turn(
                new Identity(call.tenant(), call.conversationId()),
                tenant,
                tenant.locale(),
                Channel.VOICE,
                log.before(question.linesBefore()),
                Memory.NONE,
                question.text());
        current = reply;
        Thread thread = Thread.ofVirtual().name("turn").unstarted(LogContext.carried(() -> answer(turn, reply)));
        reply.runsOn(thread);
        thread.start();
    }

    private void answer(Turn turn, TurnReply reply) {
        try {
            agent.answer(turn, reply);
            finished(reply, "spoken");
        } catch (InterruptedException | RuntimeException | Error failed) {
            // An answer that was cancelled ends like this too, and is over already.
            if (!reply.cancelled()) {
                LOG.warn("The agent failed: {}", failed.getClass().getSimpleName());
                reply.then(new Next.Listen());
                finished(reply, "failed");
            }
        }
    }

    /** Sends one token, unless the answer was cancelled meanwhile. */
    void say(TurnReply reply, String token) {
        lock.lock();
        try {
            if (reply.isCancelledLocked() || over || token.isEmpty()) {
                return;
            }
            boolean first = reply.isSilent();
            voice.say(reply, token);
            if (first) {
                metrics.firstFrame(reply.firstTokenNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    private void finished(TurnReply reply, String outcome) {
        locked(() -> {
            if (reply.isCancelledLocked() || over) {
                return;
            }
            LastWords.of(reply, outcome.equals("failed"), call.settings())
                    .ifPresent(sentence -> say(reply, reply.isSilent() ? sentence : " " + sentence));
            socket.send(OutgoingFrames.LAST);
            conclude(reply, outcome);
            goOn(reply.next());
        });
    }

    private void goOn(Next next) {
        switch (next) {
            case Next.Listen listen -> listen();
            case Next.SwitchTo elsewhere -> {
                log.wishes(elsewhere.channel());
                listen();
            }
            case Next.HandOff human when call.settings().transferNumber() == null -> listen();
            case Next.HandOff human ->
                farewell.decide(OutgoingFrames.end(HandoffData.toHuman(human.reason())), true, speech.left());
            case Next.HangUp goodbye -> farewell.decide(OutgoingFrames.END, true, speech.left());
        }
    }

    private void drop(TurnReply reply, String outcome) {
        reply.cancel();
        conclude(reply, outcome);
    }

    private void conclude(TurnReply reply, String outcome) {
        if (!reply.isSilent()) {
            log.said(SenderRole.AGENT, reply.utterance());
        }
        log.answered(reply, outcome);
        metrics.turn(outcome);
        current = null;
    }

    private void listen() {
        silence.watch(speech.left());
    }

    private void nudge() {
        locked(() -> {
            if (over || current != null || farewell.isDecided()) {
                return;
            }
            int nudge = silence.nudge();
            if (nudge == 0) {
                voice.speak(phrases.text(Phrase.FAREWELL_SILENCE));
                farewell.decide(OutgoingFrames.END, true, speech.left());
            } else {
                voice.speak(phrases.text(nudge == 1 ? Phrase.NUDGE_FIRST : Phrase.NUDGE_SECOND));
                listen();
            }
        });
    }

    private void timeIsUp() {
        locked(() -> {
            // Somebody who is being put through is not hung up on.
            if (over || farewell.isDecided()) {
                return;
            }
            if (current != null) {
                drop(current, "abandoned");
                socket.send(OutgoingFrames.LAST);
            }
            silence.stop();
            voice.speak(phrases.text(Phrase.FAREWELL_DURATION));
            farewell.decide(OutgoingFrames.END, false, speech.left());
        });
    }

    private void end() {
        locked(() -> {
            if (over) {
                socket.close(1000, "Session ended");
            } else if (farewell.isDecided()) {
                over = true;
                socket.send(farewell.take());
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private static double speed(AgentSettings settings) {
        return settings.voiceSettings() == null || settings.voiceSettings().speed() == null
                ? 1
                : settings.voiceSettings().speed();
    }

    boolean isCancelled(TurnReply reply) {
        lock.lock();
        try {
            return reply.isCancelledLocked() || over;
        } finally {
            lock.unlock();
        }
    }

    /** @return false when the answer is already cancelled */
    boolean keepCancelAction(TurnReply reply, Runnable action) {
        lock.lock();
        try {
            if (reply.isCancelledLocked()) {
                return false;
            }
            reply.addCancelAction(action);
            return true;
        } finally {
            lock.unlock();
        }
    }
}
