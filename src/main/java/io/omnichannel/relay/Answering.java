package io.omnichannel.relay;

import io.omnichannel.agent.Agent;
import io.omnichannel.agent.AgentSettings;
import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Memory;
import io.omnichannel.agent.Moment;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.Turn;
import io.omnichannel.call.BoundCall;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.HandOffs;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.WrittenLine;
import io.omnichannel.platform.LogContext;
import io.omnichannel.relay.TurnReply.Question;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer in the making, never more than one: asked of the agent on a thread of its own, spoken token by token, then
 * finished or dropped. Only the answer that is current under the session's lock can say anything, and one that was
 * dropped is not.
 */
final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private final SessionLock lock;
    private final BoundCall call;
    private final Agent agent;
    private final RelayMetrics metrics;
    private final HandOffs handOffs;
    private final Humans humans;
    private final Voice voice;
    private final CallLog log;
    private final Consumer<Next> afterwards;
    private TurnReply current;
    /** From the announcement of a hand-off on until it is told: an answer that is dropped in between leaves that to the next. */
    private boolean tellingOwed;

    private Mood mood;
    private Memory memory;

    /** @param afterwards what a finished answer leads to; called under the lock */
    Answering(SessionLock lock, BoundCall call, Relay relay, Voice voice, CallLog log, Consumer<Next> afterwards) {
        this.lock = lock;
        this.call = call;
        this.agent = relay.agent();
        this.metrics = relay.metrics();
        this.handOffs = relay.handOffs();
        this.humans = relay.humans();
        this.voice = voice;
        this.log = log;
        this.afterwards = afterwards;
        this.mood = call.mood();
        this.memory = call.memory();
    }

    /** How the caller feels, from the next turn on. */
    void heed(Mood mood) {
        this.mood = mood;
    }

    /** What is known beside the history has changed, from the next turn on. */
    void learn(UnaryOperator<Memory> more) {
        this.memory = more.apply(memory);
    }

    /**
     * Asks the agent; nobody waits for the answer.
     *
     * @param receivedNanos when the caller's last word was received
     */
    void ask(Question question, long receivedNanos) {
        TurnReply reply = new TurnReply(this, question, receivedNanos);
        AgentSettings tenant = call.settings();
        Turn turn = new Turn(
                call.identity(),
                tenant,
                tenant.locale(),
                Channel.VOICE,
                log.before(question.linesBefore()),
                memory,
                mood,
                question.text(),
                question.unanswered().stream().map(WrittenLine::line).toList(),
                Optional.of(call.callId()));
        current = reply;
        Thread thread = Thread.ofVirtual().name("turn").unstarted(LogContext.carried(() -> answer(turn, reply)));
        reply.runsOn(thread);
        thread.start();
    }

    boolean isUnderWay() {
        return current != null;
    }

    /** Stops the answer in the making at once, if there is one. */
    Optional<TurnReply> drop(String outcome) {
        if (current == null) {
            return Optional.empty();
        }
        TurnReply dropped = current;
        dropped.cancel();
        conclude(dropped, outcome);
        return Optional.of(dropped);
    }

    private void answer(Turn turn, TurnReply reply) {
        boolean failed = false;
        try {
            agent.answer(turn, reply);
        } catch (InterruptedException | RuntimeException | Error failure) {
            // An answer that was dropped ends like this too, and is over already.
            if (!isCurrent(reply)) {
                return;
            }
            LOG.warn("The agent failed: {}", failure.getClass().getSimpleName());
            failed = true;
        }
        String outcome = failed ? "failed" : "spoken";
        boolean told = !failed && isTold(reply);
        lock.run(() -> finished(reply, outcome, told));
    }

    /**
     * Whether the customer knows already that a human takes over, from this call or by another channel. Asked before they
     * are told, and without the lock: the session goes on meanwhile.
     */
    private boolean isTold(TurnReply reply) {
        if (!(reply.next() instanceof Next.HandOff human)
                || !humans.areThereFor(call.settings())
                || !isCurrent(reply)) {
            return false;
        }
        boolean owed = lock.get(() -> {
            boolean before = tellingOwed;
            tellingOwed = true;
            return before;
        });
        try {
            boolean first = handOffs.announce(call.tenant(), call.conversationId(), call.callId(), human.reason());
            return !first && !owed;
        } catch (RuntimeException unknown) {
            LOG.warn(
                    "Nobody knows whether the hand-off was announced: {}",
                    unknown.getClass().getSimpleName());
            return false;
        }
    }

    /** @param told whether the customer knows of the hand-off that this leads to */
    private void finished(TurnReply reply, String outcome, boolean told) {
        if (reply != current) {
            return;
        }
        boolean failed = outcome.equals("failed");
        if (failed) {
            reply.then(new Next.Listen());
        }
        Optional<String> lastWords = told ? Optional.empty() : LastWords.of(reply, failed, call.settings(), humans);
        lastWords.ifPresent(sentence -> send(reply, reply.isSilent() ? sentence : " " + sentence));
        tellingOwed &= !(reply.next() instanceof Next.HandOff);
        voice.closeTalkCycle();
        conclude(reply, outcome);
        afterwards.accept(reply.next());
    }

    private void conclude(TurnReply reply, String outcome) {
        if (!reply.isSilent()) {
            log.said(SenderRole.AGENT, reply.utterance(), voice.left());
        }
        log.answered(reply, outcome);
        metrics.turn(outcome);
        if (outcome.equals("spoken") && !reply.isSilent()) {
            metrics.lastFrame(reply.lastFrameNanos());
        }
        current = null;
    }

    /** A token from the agent's thread; nothing happens when the answer is no longer wanted. */
    void say(TurnReply reply, String token) {
        lock.run(() -> send(reply, token));
    }

    private void send(TurnReply reply, String token) {
        if (reply != current || token.isEmpty()) {
            return;
        }
        boolean first = reply.isSilent();
        voice.say(reply, token);
        if (first) {
            metrics.firstFrame(reply.firstFrameNanos());
        }
    }

    /** The agent has come so far with an answer. */
    void reached(TurnReply reply, Moment moment, long now) {
        lock.run(() -> reply.note(moment, now));
    }

    /** Whether the answer is still wanted. */
    boolean isCurrent(TurnReply reply) {
        return lock.get(() -> reply == current);
    }
}
