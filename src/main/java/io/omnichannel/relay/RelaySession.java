package io.omnichannel.relay;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Phrase;
import io.omnichannel.agent.Phrases;
import io.omnichannel.agent.Turn;
import io.omnichannel.call.BoundCall;
import io.omnichannel.call.Opening;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.platform.LogContext;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Info;
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
    private final BoundCall call;
    private final RelaySettings settings;
    private final Agent agent;
    private final RelayMetrics metrics;
    private final CallRecord record;
    private final Speech speech;
    private final Phrases phrases;
    private final RelayTimer.Alarm silence;
    private final RelayTimer.Alarm limit;
    private final Farewell farewell;
    private final Keypad keypad;

    private TurnReply current;
    private boolean over;
    private int turns;
    private int nudges;

    RelaySession(RelaySocket socket, BoundCall call, Relay relay) {
        this.socket = socket;
        this.call = call;
        this.settings = relay.settings();
        this.agent = relay.agent();
        this.metrics = relay.metrics();
        this.record = new CallRecord(call, relay.timeline(), new CallWriter(metrics));
        this.speech = new Speech(settings);
        this.phrases = Phrases.in(call.settings().locale());
        this.turns = call.turns();
        this.silence = relay.timer().alarm(this::nudge);
        this.limit = relay.timer().alarm(this::timeIsUp);
        this.farewell = new Farewell(relay.timer().alarm(this::end));
        this.keypad = new Keypad(relay.timer().alarm(this::keyed), settings.digitTimeout());
    }

    /** Takes the call up: the greeting is being spoken by Twilio; a question left open by a lost line is answered now. */
    void begin() {
        lock.lock();
        try {
            metrics.sessionBound();
            limit.in(
                    Duration.ofSeconds(Math.max(1, call.settings().maxConversationDuration() - call.elapsedSeconds())));
            int before = record.length();
            boolean resumed = call.resumes() > 0;
            String opening = Opening.of(call.settings(), resumed);
            if (!opening.isBlank()) {
                Utterance greeting = new Utterance();
                greeting.add(opening);
                record.said(resumed ? SenderRole.SYSTEM : SenderRole.AGENT, greeting);
                speech.begins(greeting);
                speech.grows(opening.length());
            }
            if (resumed && openQuestion() instanceof Line open) {
                ask(new Question(open.content(), before - 1));
            } else {
                listen();
            }
        } finally {
            lock.unlock();
        }
    }

    private Line openQuestion() {
        List<Line> history = call.history();
        Line last = history.isEmpty() ? null : history.getLast();
        return last != null && last.role() == SenderRole.CUSTOMER && last.channel() == Channel.VOICE ? last : null;
    }

    /** The caller speaks. A final prompt is a turn; one that comes before any word of the last answer adds to its question. */
    void prompt(Prompt prompt) {
        lock.lock();
        try {
            silence.stop();
            if (over || farewell.isFinal() || !prompt.last() || prompt.text().isBlank()) {
                return;
            }
            farewell.revoke();
            nudges = 0;
            Question question = new Question(prompt.text(), record.length());
            if (current != null && current.isSilent()) {
                Question earlier = current.question();
                question = new Question(earlier.text() + " " + prompt.text(), earlier.linesBefore());
                drop(current, "abandoned");
            } else if (current != null) {
                TurnReply unfinished = current;
                drop(unfinished, "abandoned");
                socket.send(OutgoingFrames.LAST);
                speech.caughtUp(List.of(unfinished.utterance()));
            } else {
                speech.caughtUp(List.of());
            }
            record.customerSaid(prompt.text());
            ask(question);
        } finally {
            lock.unlock();
        }
    }

    /** The caller spoke over the agent; Twilio has thrown away what was queued. */
    void interrupt(Interrupt interrupt) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            farewell.revoke();
            if (current != null) {
                drop(current, "interrupted");
            }
            speech.interrupted(interrupt.heard(), record);
            listen();
        } finally {
            lock.unlock();
        }
    }

    /** A key: # or a pause ends the input, which is then a turn like any other. */
    void dtmf(Dtmf key) {
        lock.lock();
        try {
            silence.stop();
            if (keypad.press(key.digit())) {
                keyed();
            }
        } finally {
            lock.unlock();
        }
    }

    private void keyed() {
        lock.lock();
        try {
            String keys = keypad.take();
            if (!keys.isEmpty()) {
                prompt(new Prompt(keys, "", true));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Only what helps to know when the voice has ended. */
    void info(Info info) {
        if (!info.name().equals("agentSpeaking") || !info.value().equals("off")) {
            return;
        }
        lock.lock();
        try {
            speech.ended();
            if (!over) {
                farewell.hurry();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The socket is gone. What the caller was asked or told stays; an answer in the making is kept as far as it was sent. */
    void closed(int code) {
        lock.lock();
        try {
            if (current != null) {
                drop(current, "abandoned");
            }
            silence.stop();
            limit.stop();
            farewell.stop();
            keypad.stop();
            metrics.sessionOver(over ? "ended" : code == 1000 ? "hung_up" : "lost");
            over = true;
        } finally {
            lock.unlock();
        }
    }

    private void ask(Question question) {
        TurnReply reply = new TurnReply(this, question, ++turns);
        AgentSettings tenant = call.settings();
        Turn turn = new Turn(
                tenant, tenant.locale(), Channel.VOICE, record.before(question.linesBefore()), question.text());
        current = reply;
        Thread thread = Thread.ofVirtual().name("turn").unstarted(LogContext.carried(() -> answer(turn, reply)));
        reply.runsOn(thread);
        thread.start();
    }

    private void answer(Turn turn, TurnReply reply) {
        try {
            agent.answer(turn, reply);
            finished(reply, "spoken");
        } catch (InterruptedException cancelled) {
            LOG.trace("An answer was cancelled");
        } catch (RuntimeException failed) {
            LOG.warn("The agent failed: {}", failed.getClass().getSimpleName());
            reply.then(new Next.Listen());
            finished(reply, "failed");
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
            reply.sending(token, System.nanoTime());
            socket.send(OutgoingFrames.text(token));
            if (first) {
                metrics.firstFrame(reply.firstTokenNanos());
                speech.begins(reply.utterance());
            }
            speech.grows(token.length());
        } finally {
            lock.unlock();
        }
    }

    private void finished(TurnReply reply, String outcome) {
        lock.lock();
        try {
            if (reply.isCancelledLocked() || over) {
                return;
            }
            AgentSettings tenant = call.settings();
            if (outcome.equals("failed") || (reply.isSilent() && !(reply.next() instanceof Next.HandOff))) {
                say(reply, (reply.isSilent() ? "" : " ") + tenant.filled(tenant.fallbackMessage()));
            }
            if (reply.next() instanceof Next.HandOff && tenant.transferNumber() != null) {
                say(reply, (reply.isSilent() ? "" : " ") + tenant.filled(tenant.transferMessage()));
            }
            socket.send(OutgoingFrames.LAST);
            conclude(reply, outcome);
            switch (reply.next()) {
                case Next.Listen listen -> listen();
                case Next.SwitchTo elsewhere -> {
                    record.wishes(elsewhere.channel());
                    listen();
                }
                case Next.HandOff human when tenant.transferNumber() == null -> listen();
                case Next.HandOff human ->
                    farewell.decide(OutgoingFrames.end(HandoffData.toHuman(human.reason())), true, speech.left());
                case Next.HangUp goodbye -> farewell.decide(OutgoingFrames.END, true, speech.left());
            }
        } finally {
            lock.unlock();
        }
    }

    private void drop(TurnReply reply, String outcome) {
        reply.cancel();
        conclude(reply, outcome);
    }

    private void conclude(TurnReply reply, String outcome) {
        if (!reply.isSilent()) {
            record.said(SenderRole.AGENT, reply.utterance());
        }
        record.answered(reply, outcome);
        metrics.turn(outcome);
        current = null;
    }

    private void listen() {
        if (!settings.nudgeAfter().isZero()) {
            silence.in(speech.left().plus(settings.nudgeAfter()));
        }
    }

    private void nudge() {
        lock.lock();
        try {
            if (over || current != null || farewell.isDecided()) {
                return;
            }
            nudges++;
            if (nudges > settings.nudges()) {
                speak(phrases.text(Phrase.FAREWELL_SILENCE));
                farewell.decide(OutgoingFrames.END, true, speech.left());
            } else {
                speak(phrases.text(nudges == 1 ? Phrase.NUDGE_FIRST : Phrase.NUDGE_SECOND));
                listen();
            }
        } finally {
            lock.unlock();
        }
    }

    private void timeIsUp() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            if (current != null) {
                drop(current, "abandoned");
                socket.send(OutgoingFrames.LAST);
            }
            silence.stop();
            speak(phrases.text(Phrase.FAREWELL_DURATION));
            farewell.decide(OutgoingFrames.END, false, speech.left());
        } finally {
            lock.unlock();
        }
    }

    /** A whole sentence of ours, outside any turn. */
    private void speak(String sentence) {
        Utterance utterance = new Utterance();
        utterance.add(sentence);
        socket.send(OutgoingFrames.text(sentence));
        socket.send(OutgoingFrames.LAST);
        record.said(SenderRole.SYSTEM, utterance);
        speech.begins(utterance);
        speech.grows(sentence.length());
    }

    private void end() {
        lock.lock();
        try {
            if (over) {
                socket.close(1000, "Session ended");
            } else if (farewell.isDecided()) {
                over = true;
                socket.send(farewell.take());
            }
        } finally {
            lock.unlock();
        }
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
