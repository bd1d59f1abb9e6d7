package io.omnichannel.relay;

import io.omnichannel.agent.Humans;
import io.omnichannel.agent.Mood;
import io.omnichannel.agent.Next;
import io.omnichannel.agent.memory.Summaries;
import io.omnichannel.call.BoundCall;
import io.omnichannel.call.Opening;
import io.omnichannel.conversation.Channel;
import io.omnichannel.conversation.ChannelSwitches;
import io.omnichannel.conversation.Line;
import io.omnichannel.conversation.LiveConversations;
import io.omnichannel.conversation.SenderRole;
import io.omnichannel.conversation.SwitchOutcome;
import io.omnichannel.conversation.SwitchWish;
import io.omnichannel.relay.RelayFrame.Dtmf;
import io.omnichannel.relay.RelayFrame.Interrupt;
import io.omnichannel.relay.RelayFrame.Prompt;
import io.omnichannel.relay.TurnReply.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One bound relay session: what the caller does, and what follows from it. The answer in the making is with {@link
 * Answering}, what the clock brings with {@link CallClock}, what is sent with {@link Voice}; all of it happens under one
 * {@link SessionLock}.
 */
final class RelaySession {

    private final SessionLock lock = new SessionLock();
    private final BoundCall call;
    private final LiveConversations live;
    private final Summaries summaries;
    private final ChannelSwitches switches;
    private final RelayMetrics metrics;
    private final CallLog log;
    private final Voice voice;
    private final Answering answering;
    private final Humans humans;
    private final CallClock clock;
    private final Keypad keypad;
    private final LiveConversations.Listener meanwhile = new LiveConversations.Listener() {
        @Override
        public void written(long seq, Line line, boolean open) {
            lock.run(() -> log.written(seq, line, open));
        }

        @Override
        public void answered(long upTo, Line answer) {
            lock.run(() -> log.answeredInWriting(upTo, answer));
        }

        @Override
        public void say(String sentence) {
            lock.run(() -> announce(sentence));
        }

        @Override
        public void strained(boolean strained) {
            lock.run(() -> answering.heed(Mood.of(strained)));
        }

        @Override
        public void remembered(String name, String value) {
            lock.run(() -> answering.learn(memory -> memory.with(name, value)));
        }

        @Override
        public void summarised(String summary) {
            lock.run(() -> answering.learn(memory -> memory.summarised(summary)));
        }
    };

    private final List<String> announcements = new ArrayList<>();

    RelaySession(RelaySocket socket, BoundCall call, Relay relay) {
        this.call = call;
        this.live = relay.live();
        this.summaries = relay.summaries();
        this.switches = relay.switches();
        this.metrics = relay.metrics();
        this.log = new CallLog(call, relay.timeline(), new CallWriter(metrics), lock.guarding(this::takenOver));
        Speech speech =
                new Speech(relay.settings().speechRate(), call.settings().speed());
        this.voice = new Voice(lock, socket, speech, log);
        this.humans = relay.humans();
        this.answering = new Answering(lock, call, relay, voice, log, this::goOn);
        this.clock = new CallClock(lock, call, relay, socket, voice, answering);
        this.keypad = new Keypad(
                relay.timer().alarm(lock.guarding(this::keyed)),
                relay.settings().digitTimeout());
    }

    /** Takes the call up: the greeting is being spoken by Twilio; a question left open by a lost line is answered now. */
    void begin() {
        lock.run(() -> {
            metrics.sessionBound();
            live.begin(call.conversationId(), meanwhile);
            clock.start();
            int before = log.length();
            boolean resumed = call.resumes() > 0;
            if (resumed) {
                metrics.resumed();
            }
            String opening = Opening.of(call.settings(), resumed, call.opening());
            if (!opening.isBlank()) {
                voice.spoken(opening, resumed ? SenderRole.SYSTEM : SenderRole.AGENT);
            }
            if (resumed && openQuestion() instanceof Line open) {
                answering.ask(new Question(open.content(), before - 1, List.of()), System.nanoTime());
            } else {
                clock.listen();
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
        long receivedNanos = System.nanoTime();
        lock.run(() -> {
            if (clock.answersNoMore() || prompt.text().isBlank()) {
                return;
            }
            clock.silenceBroken();
            if (!prompt.last()) {
                clock.callerIsHeard();
                clock.listen();
                return;
            }
            clock.callerTalksOn();
            Question question = takeTurn(prompt.text());
            log.customerSaid(prompt.text());
            answering.ask(question, receivedNanos);
            summaries.seen(call.identity(), log.timeline());
        });
    }

    /** What the caller asks, once an answer that is still being made has been put aside. */
    private Question takeTurn(String text) {
        Optional<TurnReply> unfinished = answering.drop("abandoned");
        if (unfinished.isPresent() && unfinished.get().isSilent()) {
            Question earlier = unfinished.get().question();
            return new Question(earlier.text() + " " + text, earlier.linesBefore(), earlier.unanswered());
        }
        if (unfinished.isPresent()) {
            voice.closeTalkCycle();
        }
        voice.caughtUp(unfinished.map(TurnReply::utterance).stream().toList());
        return log.question(text);
    }

    /** The caller spoke over the agent; Twilio has thrown away what was queued. */
    void interrupt(Interrupt interrupt) {
        lock.run(() -> {
            if (clock.isOver()) {
                return;
            }
            answering.drop("interrupted");
            metrics.interrupted();
            voice.interrupted(interrupt.heard());
            clock.callerIsHeard();
            clock.listen();
        });
    }

    /** A key: # or a pause ends the input, which is then a turn like any other. */
    void dtmf(Dtmf key) {
        lock.run(() -> {
            clock.silenceBroken();
            if (keypad.press(key.digit())) {
                keyed();
            }
        });
    }

    private void keyed() {
        String keys = keypad.take();
        if (!keys.isEmpty()) {
            prompt(new Prompt(keys, true));
        }
    }

    /** The socket is gone. An answer in the making is kept as far as it was sent, and cut to what we guess was heard. */
    void closed(int code) {
        lock.run(() -> {
            answering.drop("abandoned");
            voice.brokenOff();
            live.end(call.conversationId(), meanwhile);
            summaries.seen(call.identity(), log.timeline());
            metrics.sessionOver(clock.isOver() ? "ended" : code == 1000 ? "hung_up" : "lost");
            clock.stop();
            keypad.stop();
        });
    }

    /** A human has the conversation, in which nobody speaks for the agent any more: the session's end brings the caller to them. */
    private void takenOver() {
        if (!clock.isOver()) {
            answering.drop("abandoned");
            clock.breakOff();
        }
    }

    /** Something that is not the agent's to say: at once, or behind the answer that is being made. */
    private void announce(String sentence) {
        announcements.add(sentence);
        if (!answering.isUnderWay() && !clock.isEnding()) {
            sayAnnouncements();
            clock.listen();
        }
    }

    private void sayAnnouncements() {
        announcements.forEach(voice::speak);
        announcements.clear();
    }

    /** An answer has been given; this is what the agent wants to come after it. */
    private void goOn(Next next) {
        sayAnnouncements();
        switch (next) {
            case Next.Listen listen -> clock.listen();
            case Next.SwitchTo elsewhere -> {
                SwitchWish wish = SwitchWish.inTurn(
                        call.tenant(), call.conversationId(), elsewhere.channel(), elsewhere.reason());
                log.wishes(wish, switches, this::told);
                clock.listen();
            }
            case Next.HandOff nobody when !humans.areThereFor(call.settings()) -> clock.listen();
            case Next.HandOff human -> clock.handOverAfterwards(human.reason());
            case Next.HangUp goodbye -> clock.endAfterwards();
        }
    }

    /** What became of a wish to go on elsewhere, where the caller has to know. */
    private void told(SwitchOutcome outcome) {
        lock.run(() -> {
            // Whoever talks on already hears it from the agent when they ask again.
            if (outcome.sentence().isEmpty() || clock.answersNoMore() || answering.isUnderWay()) {
                return;
            }
            voice.speak(outcome.sentence());
            clock.listen();
        });
    }
}
